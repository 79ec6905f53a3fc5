package org.partnerportal.stack.simulation;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoDriverInformation;
import com.mongodb.ServerAddress;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.internal.MongoClientImpl;
import com.mongodb.internal.TimeoutSettings;
import com.mongodb.internal.connection.Cluster;
import com.mongodb.internal.connection.DefaultClusterFactory;
import com.mongodb.internal.connection.InternalConnectionPoolSettings;
import com.mongodb.internal.connection.StreamFactory;
import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.partnerportal.stack.store.LocalStore;

/**
 * The suite's own store in memory behind the real driver, without a socket between them. Every
 * command of an actor stops before and after it is carried out, and may be refused, or carried out
 * without its answer arriving.
 */
final class SimulatedStore implements AutoCloseable {

    /** What the driver says by itself when it connects. */
    private static final Set<String> OWN_COMMANDS =
            Set.of("hello", "isMaster", "ismaster", "ping", "endSessions", "buildInfo");

    /** The server's "not in time", which asks for the same write once more. */
    private static final int EXCEEDED_TIME_LIMIT = 262;

    private final MongoBackend backend = LocalStore.backendInMemory();
    private final MongoClient client;
    private @Nullable Observer observer;

    /** Sees every command of every actor. */
    interface Observer {

        /** What shall happen to this command. */
        Fate fate(Actor actor, String database, Document command);

        /** It was carried out; {@code heard} says whether its sender learns so. */
        void done(Actor actor, String database, Document command, Document answer, boolean heard);

        /** The schedule itself had something carried out. */
        void written(String database, Document command, Document answer);

        void refused(Actor actor, String database, Document command);
    }

    /** What happens to a command. */
    enum Fate {
        ANSWERED,
        REFUSED,
        UNHEARD
    }

    SimulatedStore() {
        MongoClientSettings settings =
                MongoClientSettings.builder()
                        .applyToClusterSettings(cluster ->
                                cluster.hosts(List.of(new ServerAddress("simulated", 27017))))
                        // Once is enough: nothing but our own failures happens to it.
                        .applyToServerSettings(server ->
                                server.heartbeatFrequency(1, TimeUnit.DAYS)
                                        .minHeartbeatFrequency(1, TimeUnit.DAYS))
                        .applyToConnectionPoolSettings(
                                pool -> pool.maxSize(10_000).maintenanceFrequency(1, TimeUnit.DAYS))
                        .retryReads(false)
                        .retryWrites(false)
                        .writeConcern(WriteConcern.ACKNOWLEDGED)
                        .build();
        client = new MongoClientImpl(cluster(settings), settings, driver(), null);
    }

    private static MongoDriverInformation driver() {
        return MongoDriverInformation.builder().build();
    }

    private Cluster cluster(MongoClientSettings settings) {
        MongoBackend observed = observed();
        StreamFactory streams = address -> new InProcessStream(address, observed);
        StreamFactory heartbeats = address -> new InProcessStream(address, observed);
        return new DefaultClusterFactory()
                .createCluster(
                        settings.getClusterSettings(),
                        settings.getServerSettings(),
                        settings.getConnectionPoolSettings(),
                        InternalConnectionPoolSettings.builder().build(),
                        TimeoutSettings.create(settings),
                        streams,
                        TimeoutSettings.createHeartbeatSettings(settings),
                        heartbeats,
                        settings.getCredential(),
                        settings.getLoggerSettings(),
                        null,
                        settings.getApplicationName(),
                        driver(),
                        settings.getCompressorList(),
                        settings.getServerApi(),
                        settings.getDnsClient());
    }

    private MongoBackend observed() {
        return (MongoBackend)
                Proxy.newProxyInstance(
                        MongoBackend.class.getClassLoader(),
                        new Class<?>[] {MongoBackend.class},
                        (proxy, method, arguments) -> {
                            try {
                                if (method.getName().equals("handleMessage")) {
                                    return handle((MongoMessage) arguments[0]);
                                }
                                return method.invoke(backend, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    private @Nullable Document handle(MongoMessage message) {
        Actor actor = Actor.current();
        Document command = message.getDocument();
        Observer watching = observer;
        if (watching == null || OWN_COMMANDS.contains(command.keySet().iterator().next())) {
            return backend.handleMessage(message);
        }
        if (actor == null) {
            Document asked = command.cloneDeeply();
            Document answer = backend.handleMessage(message);
            watching.written(message.getDatabaseName(), asked, answer);
            return answer;
        }
        actor.asked();
        try {
            actor.pause();
        } catch (Crash e) {
            // Not past the server's own error handling; the sender's side ends the actor.
            return answerOfAnOutage();
        }
        String database = message.getDatabaseName();
        // Carrying it out may change it.
        Document asked = command.cloneDeeply();
        Fate fate = watching.fate(actor, database, asked);
        if (fate == Fate.REFUSED) {
            watching.refused(actor, database, asked);
            return answerOfAnOutage();
        }
        Document answer = backend.handleMessage(message);
        watching.done(actor, database, asked, answer, fate == Fate.ANSWERED);
        return fate == Fate.ANSWERED ? answer : answerOfAnOutage();
    }

    private static Document answerOfAnOutage() {
        return new Document("ok", 0.0)
                .append("code", EXCEEDED_TIME_LIMIT)
                .append("codeName", "ExceededTimeLimit")
                .append("errmsg", "the simulation's store gives no answer")
                .append("errorLabels", List.of("RetryableWriteError"));
    }

    void observe(@Nullable Observer next) {
        observer = next;
    }

    MongoClient client() {
        return client;
    }

    /** Everything that was ever stored is gone. */
    void clear(List<String> databases) {
        databases.forEach(backend::dropDatabase);
    }

    @Override
    public void close() {
        client.close();
        backend.close();
    }
}
