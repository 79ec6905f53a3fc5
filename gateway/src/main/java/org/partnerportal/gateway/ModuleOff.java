package org.partnerportal.gateway;

/** A call of a service that this installation does not have. */
final class ModuleOff extends RuntimeException {

    private final String service;

    ModuleOff(String service) {
        super(service + " is switched off", null, false, false);
        this.service = service;
    }

    String service() {
        return service;
    }
}
