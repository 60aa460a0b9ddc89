// A blackout of half a minute that takes no time, from Java: the radio's clock is virtual, and the control plane moves
// it. The class library alone is needed. Run it in a
// project that has installed silvus-mock with: java examples/VirtualTime.java

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public class VirtualTime {
  /** The command of your project; for an installed one: SILVUS_MOCK=silvus-mock. */
  private static final String COMMAND =
      System.getenv().getOrDefault("SILVUS_MOCK", "node_modules/.bin/silvus-mock");

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  public static void main(String[] args) throws Exception {
    Process radio =
        new ProcessBuilder(
                COMMAND, "start", "--port", "0", "--clock", "virtual", "--log-level", "error", "--exit-with-parent")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines = radio.inputReader()) {
      // The first line says where it listens. It comes when the ports are open.
      String listening = lines.readLine();
      String api = url(listening, "http");
      String control = url(listening, "control");

      expect("\"result\" : [\"\"]", call(api, "freq", "2220"));
      expect("UNAVAILABLE", call(api, "freq"));
      expect("\"nowMs\":30000", post(control + "/clock/advance", "{\"until\": \"online\"}"));
      expect("\"result\" : [\"2220\"]", call(api, "freq"));

      post(control + "/faults", "{\"kind\": \"busy\", \"match\": {\"method\": \"power_dBm\"}, \"times\": 1}");
      expect("BUSY", call(api, "power_dBm", "20"));
      expect("\"result\" : [\"\"]", call(api, "power_dBm", "20"));
      expect("\"ok\":true", post(control + "/journal/verify", "{\"method\": \"power_dBm\", \"times\": 2}"));
    } finally {
      radio.destroy();
    }
    expect("0", String.valueOf(radio.waitFor()));
    System.out.println("ok");
  }

  private static String url(String listening, String port) {
    Matcher found = Pattern.compile("\"" + port + "\":\\{[^}]*\"url\":\"([^\"]+)\"").matcher(listening);
    if (!found.find()) throw new IllegalStateException(listening);
    return found.group(1);
  }

  private static String call(String api, String method, String... params) throws IOException, InterruptedException {
    String list = params.length == 0 ? "" : "\"" + String.join("\", \"", params) + "\"";
    String body = "{\"jsonrpc\": \"2.0\", \"method\": \"%s\", \"params\": [%s], \"id\": 1}";
    return post(api, body.formatted(method, list));
  }

  private static String post(String url, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static void expect(String part, String text) {
    if (!text.contains(part)) throw new AssertionError("expected " + part + " in " + text);
  }
}
