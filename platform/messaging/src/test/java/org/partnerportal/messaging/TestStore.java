package org.partnerportal.messaging;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.partnerportal.stack.store.LocalStore;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.convert.NoOpDbRefResolver;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

/** One store for all tests of the module, a database of its own for each test. */
final class TestStore {

    static final String URI = LocalStore.inMemory().uri();

    private static final Set<String> WRITES =
            Set.of("insert", "update", "findAndModify", "delete", "bulkWrite");
    private static final MongoClient CLIENT = MongoClients.create(URI);
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestStore() {}

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
