package org.openqof.publish.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqof.errors.QofException;

@SuppressWarnings("NullAway.Init") // JUnit fills the fields before any test
class SiteServerTest {
  @TempDir Path room;
  private SiteServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void serve() throws IOException {
    Path site = Files.createDirectories(room.resolve("site/data"));
    Files.writeString(room.resolve("secret.txt"), "not for the world");
    Files.writeString(room.resolve("site/look-up.json"), "{}");
    Files.writeString(room.resolve("site/index.html"), "<h1>page</h1>");
    Files.writeString(site.resolve("figures.parquet"), "0123456789");
    Files.writeString(room.resolve("site/icon.svg"), "<svg/>");
    Files.createSymbolicLink(room.resolve("site/link.txt"), room.resolve("secret.txt"));
    server = SiteServer.start(room.resolve("site"), 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> ask(String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.address()).resolve(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @ParameterizedTest
  @CsvSource({
    "'bytes=2-4', 206, 234, bytes 2-4/10",
    "'bytes=7-', 206, 789, bytes 7-9/10",
    "'bytes=-3', 206, 789, bytes 7-9/10",
    "'bytes=8-99', 206, 89, bytes 8-9/10",
    "'bytes=0-0', 206, 0, bytes 0-0/10",
    "'bytes=10-12', 416, '', bytes */10",
    "'bytes=4-2', 416, '', bytes */10",
    "'bytes=99999999999999999999999-', 416, '', bytes */10",
    "'bytes=2-99999999999999999999999', 206, 23456789, bytes 2-9/10",
    "'bytes=-99999999999999999999999', 206, 0123456789, bytes 0-9/10",
    "'lines=1-2', 200, 0123456789, ''"
  })
  void rangesAreAnsweredAsHttpHasThem(String range, int status, String body, String said)
      throws Exception {
    HttpResponse<String> response = ask("data/figures.parquet", "Range", range);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).isEqualTo(body);
    assertThat(header(response, "Content-Range")).isEqualTo(said);
  }

  @Test
  void whoNeverFinishesARequestKeepsNobodyWaiting() throws Exception {
    List<Socket> open = new ArrayList<>();
    try {
      for (int i = 0; i < 60; i++) {
        Socket socket =
            new Socket(InetAddress.getLoopbackAddress(), URI.create(server.address()).getPort());
        open.add(socket);
        socket.getOutputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
      }
      assertThat(ask("").body()).isEqualTo("<h1>page</h1>");
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%00", "/a%00b", "/%ff%fe", "/%0a", "/..%2f..%2fsecret.txt", "/%zz"})
  void everyPathGetsAnAnswer(String path) throws Exception {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), URI.create(server.address()).getPort())) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write(
              ("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).matches("(?s)HTTP/1.1 40[04] .*").doesNotContain("not for the world");
    }
  }

  @Test
  void theFrontPageComesWithAStrictPolicyAndTheRightKind() throws Exception {
    HttpResponse<String> response = ask("");
    assertThat(response.body()).isEqualTo("<h1>page</h1>");
    assertThat(header(response, "Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(header(response, "Content-Security-Policy")).startsWith("default-src 'self';");
    assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(ask("data/figures.parquet"), "Content-Encoding")).isEmpty();
    assertThat(header(ask("data/figures.parquet"), "Cache-Control")).isEqualTo("no-cache");
    assertThat(header(ask("icon.svg"), "Cache-Control")).isEqualTo("max-age=86400");
  }

  @ParameterizedTest
  @CsvSource({
    "nothing.html",
    "data/",
    "%2e%2e/secret.txt",
    "data/%2e%2e/%2e%2e/secret.txt",
    "link.txt"
  })
  void whatIsNotThereOrLiesOutsideIsNotFound(String path) throws Exception {
    HttpResponse<String> response = ask(path);
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void aPathThatClimbsOutRawIsNotFound() throws Exception {
    URI address = URI.create(server.address());
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /../secret.txt HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 404")
          .doesNotContain("not for the world");
    }
  }

  @Test
  void textIsPackedForWhomWantsItAndWhatIsReadByRangesNever() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.address()))
            .header("Accept-Encoding", "gzip, br")
            .build();
    HttpResponse<InputStream> page =
        client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    assertThat(header(page, "Content-Encoding")).isEqualTo("gzip");
    try (InputStream unpacked = new GZIPInputStream(page.body())) {
      assertThat(unpacked).hasContent("<h1>page</h1>");
    }
    HttpResponse<String> figures =
        ask("data/figures.parquet", "Accept-Encoding", "gzip", "Range", "bytes=2-4");
    assertThat(header(figures, "Content-Encoding")).isEmpty();
    assertThat(figures.body()).isEqualTo("234");
  }

  @Test
  void nothingCanBeSent() throws Exception {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(URI.create(server.address()))
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(header(response, "Allow")).isEqualTo("GET, HEAD");
  }

  @Test
  void itListensOnTheLoopbackAddressOnly() {
    assertThat(server.address()).startsWith("http://127.0.0.1:");
  }

  @Test
  void aFolderThatIsNoPageAndAPortThatIsTakenAreNamed() {
    assertThatThrownBy(() -> SiteServer.start(room, 0))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("holds no look-up page")
        .hasMessageContaining("./qof site build --out");
    int taken = URI.create(server.address()).getPort();
    assertThatThrownBy(() -> SiteServer.start(room.resolve("site"), taken))
        .isInstanceOf(QofException.class)
        .hasMessageContaining("Port " + taken + " of this machine cannot be used")
        .hasMessageContaining("--port");
  }
}
