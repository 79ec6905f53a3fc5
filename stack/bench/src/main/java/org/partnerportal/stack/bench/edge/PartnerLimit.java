package org.partnerportal.stack.bench.edge;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.partnerportal.stack.bench.measure.Unavailable;

/** What one partner may send, as the gateway itself says it. */
final class PartnerLimit {

    private static final Pattern POLICY = Pattern.compile("\"partner\";q=(\\d+);w=(\\d+)");

    private PartnerLimit() {}

    /** Requests a second: what the bucket gets back. */
    static double of(InetSocketAddress gateway, Rig rig) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            "http://127.0.0.1:"
                                                    + gateway.getPort()
                                                    + Service.QUICK))
                            .header(
                                    "Authorization",
                                    "Bearer " + rig.issuer().token("ptr_c", "ptr_c-user"))
                            .build();
            String said =
                    http.send(request, HttpResponse.BodyHandlers.discarding())
                            .headers()
                            .firstValue("RateLimit-Policy")
                            .orElse("nothing");
            var policy = POLICY.matcher(said);
            if (!policy.find()) {
                throw new Unavailable("the gateway names no limit per partner, but " + said);
            }
            return Double.parseDouble(policy.group(1)) / Double.parseDouble(policy.group(2));
        }
    }
}
