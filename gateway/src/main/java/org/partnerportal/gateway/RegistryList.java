package org.partnerportal.gateway;

import java.util.List;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.loadbalancer.annotation.LoadBalancerClients;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.support.LoadBalancerClientFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import reactor.core.publisher.Flux;

/**
 * The instances of a service as the registry's client holds them in memory. The library's own way
 * to them sends every request over another thread and back, as if the registry were asked.
 */
@Configuration(proxyBeanMethods = false)
@LoadBalancerClients(defaultConfiguration = RegistryList.PerService.class)
class RegistryList {

    /** Read once for each service, into its own context; so it is no configuration of ours. */
    static class PerService {

        @Bean
        ServiceInstanceListSupplier instances(DiscoveryClient registry, Environment environment) {
            String service = LoadBalancerClientFactory.getName(environment);
            return new ServiceInstanceListSupplier() {
                @Override
                public String getServiceId() {
                    return service;
                }

                @Override
                public Flux<List<ServiceInstance>> get() {
                    return Flux.defer(() -> Flux.just(registry.getInstances(service)));
                }
            };
        }
    }
}
