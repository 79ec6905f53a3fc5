package org.partnerportal.stack.backup;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a backup consists of; written last, so that a folder without it is no backup.
 *
 * @param format of the folder, to be refused by a reader that does not know it
 * @param takenAt the moment of which the databases are a picture, in UTC
 * @param collections one file each
 * @param topics one file for each partition
 * @param groups how far the readers had come, by group
 */
record Manifest(
        int format,
        Instant takenAt,
        List<CollectionFile> collections,
        List<PartitionFile> topics,
        Map<String, List<Position>> groups) {

    static final int FORMAT = 1;

    /**
     * The documents of one collection.
     *
     * @param documents how many
     * @param file below the backup's folder
     * @param sha256 of the file
     * @param indexes the file with the definitions of its indexes
     * @param indexesSha256 of that file
     */
    record CollectionFile(
            String database,
            String collection,
            long documents,
            String file,
            String sha256,
            String indexes,
            String indexesSha256) {}

    /**
     * The records of one partition.
     *
     * @param records how many
     */
    record PartitionFile(String topic, int partition, long records, String file, String sha256) {}

    /**
     * The next record that a group of readers wants.
     *
     * @param records how many records of the file it has read
     */
    record Position(String topic, int partition, long records) {}
}
