package org.partnerportal.messaging;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.convert.NoOpDbRefResolver;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

/** One store for all tests of the module, a database of its own for each test. */
final class TestStore {

    static final String URI = start();

    private static final Set<String> WRITES =
            Set.of("insert", "update", "findAndModify", "delete", "bulkWrite");
    private static final MongoClient CLIENT = MongoClients.create(URI);
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestStore() {}

    private static String start() {
        return "mongodb://127.0.0.1:" + new MongoServer(new MemoryBackend()).bind().getPort();
    }

    static MongoTemplate empty() {
        return template(CLIENT, "t" + DATABASES.incrementAndGet());
    }

    /** A client that tells the name of each command that writes. */
    static MongoClient watched(Consumer<String> writes) {
        return MongoClients.create(
                MongoClientSettings.builder()
                        .applyConnectionString(new ConnectionString(URI))
                        .addCommandListener(
                                new CommandListener() {
                                    @Override
                                    public void commandStarted(CommandStartedEvent event) {
                                        if (WRITES.contains(event.getCommandName())) {
                                            writes.accept(event.getCommandName());
                                        }
                                    }
                                })
                        .build());
    }

    static MongoTemplate template(MongoClient client, String database) {
        var converter =
                new MappingMongoConverter(NoOpDbRefResolver.INSTANCE, new MongoMappingContext());
        converter.setCustomConversions(new MongoCustomConversions(MongoTypes.converters()));
        converter.afterPropertiesSet();
        return new MongoTemplate(new SimpleMongoClientDatabaseFactory(client, database), converter);
    }
}
