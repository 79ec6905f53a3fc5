package org.partnerportal.stack.bench.core;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.partnerportal.stack.bench.measure.Plan;
import org.partnerportal.stack.bench.measure.Unavailable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * A service of the suite inside this process: its own classes, beans and settings, with a port and
 * a database of its own.
 */
final class Service implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private Service(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * @param module such as {@code deal-service}
     * @param database of its own, so that several can run side by side
     * @param more settings that differ from the service's own
     * @param beans that only watch
     */
    static Service start(
            Plan plan,
            Backing backing,
            Class<?> application,
            String module,
            String database,
            Map<String, String> more,
            Object... beans)
            throws IOException, InterruptedException {
        var settings = new TreeMap<String, String>();
        settings.put("spring.config.location", settings(plan, module).toUri().toString());
        settings.put("spring.profiles.active", "local");
        settings.put("server.port", "0");
        settings.put("spring.mongodb.uri", backing.mongo(plan));
        settings.put("spring.mongodb.database", database);
        settings.put("spring.kafka.bootstrap-servers", backing.broker(plan));
        settings.put("eureka.client.enabled", "false");
        settings.put("spring.jmx.enabled", "false");
        settings.put("spring.main.banner-mode", "off");
        settings.put("management.tracing.export.enabled", "false");
        settings.put("portal.messaging.topics.replication-factor", "1");
        settings.put("logging.level.root", "error");
        settings.put("logging.level.org.partnerportal", "warn");
        settings.putAll(more);
        var arguments = new ArrayList<String>();
        settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return new Service(
                new SpringApplicationBuilder(application)
                        .web(WebApplicationType.SERVLET)
                        .registerShutdownHook(false)
                        .initializers(context -> {
                            for (Object bean : beans) {
                                context.getBeanFactory()
                                        .registerSingleton(bean.getClass().getName(), bean);
                            }
                        })
                        .run(arguments.toArray(String[]::new)));
    }

    /** Each service has its settings under the same name; the one of this module is wanted. */
    private static Path settings(Plan plan, String module) throws IOException {
        for (URL each :
                Collections.list(Service.class.getClassLoader().getResources("application.yml"))) {
            if (each.toString().contains(module)) {
                Path file = plan.work().resolve(module + ".yml");
                try (InputStream in = each.openStream()) {
                    Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
                }
                return file;
            }
        }
        throw new Unavailable(module + " is not on the class path");
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    int port() {
        return Integer.parseInt(context.getEnvironment().getProperty("local.server.port", "0"));
    }

    /**
     * Ends it and its data, which the local store would keep in memory beside the next row's. A row
     * ends its own services, and the area all that are left: the second time does nothing.
     */
    @Override
    public void close() {
        if (!context.isActive()) {
            return;
        }
        context.stop();
        bean(MongoTemplate.class).getDb().drop();
        context.close();
    }
}
