package org.openqof.publish.site;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.openqof.publish.PublishErrors;

/**
 * Shows a look-up page on this machine, as any host of static files would: ranges of bytes, the
 * right kinds of content, a strict policy of what a page may load. Listens on the loopback address
 * only.
 */
public final class SiteServer implements AutoCloseable {
  /** What a page may load: nothing but what comes from where it came from. */
  public static final String POLICY =
      "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private static final Map<String, String> KINDS =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "json", "application/json",
          "svg", "image/svg+xml",
          "csv", "text/csv; charset=utf-8",
          "gz", "application/gzip",
          "parquet", "application/vnd.apache.parquet");
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,40})-(\\d{0,40})");

  /** Each open request has a thread, so that one who says nothing more keeps nobody waiting. */
  private static final int THREADS = 256;

  /** Seconds in which a request must have arrived whole. */
  private static final String PATIENCE = "10";

  static {
    // The server of the JDK reads these once, when its first server is made.
    for (String limit :
        new String[] {"sun.net.httpserver.maxReqTime", "sun.net.httpserver.idleInterval"}) {
      if (System.getProperty(limit) == null) {
        System.setProperty(limit, PATIENCE);
      }
    }
  }

  private final Path folder;
  private final HttpServer server;
  private final ExecutorService threads;

  private SiteServer(Path folder, HttpServer server, ExecutorService threads) {
    this.folder = folder;
    this.server = server;
    this.threads = threads;
  }

  /**
   * Begins to serve.
   *
   * @param folder what {@code ./qof site build} wrote
   * @param port port; 0 takes one that is free
   * @throws org.openqof.errors.QofException when the folder is no such page or the port is taken
   */
  public static SiteServer start(Path folder, int port) {
    if (!Files.isRegularFile(folder.resolve(LookUpSite.MANIFEST))) {
      throw PublishErrors.notASite(folder.toString());
    }
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      ThreadPoolExecutor threads =
          new ThreadPoolExecutor(
              THREADS,
              THREADS,
              1,
              TimeUnit.SECONDS,
              new LinkedBlockingQueue<>(),
              task -> {
                Thread thread = new Thread(task, "site");
                thread.setDaemon(true);
                return thread;
              });
      threads.allowCoreThreadTimeOut(true);
      SiteServer site = new SiteServer(folder.toRealPath(), server, threads);
      server.createContext("/", site::answer);
      server.setExecutor(threads);
      server.start();
      return site;
    } catch (IOException problem) {
      throw PublishErrors.cannotServe(port, problem);
    }
  }

  /** Where a browser finds it. */
  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        answerWhatIsAsked(exchange);
      } catch (IllegalArgumentException notAPath) {
        // A path that no file system knows, such as one with a zero byte.
        exchange.sendResponseHeaders(400, -1);
      }
    }
  }

  private void answerWhatIsAsked(HttpExchange exchange) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Security-Policy", POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (!head && !exchange.getRequestMethod().equals("GET")) {
      headers.set("Allow", "GET, HEAD");
      exchange.sendResponseHeaders(405, -1);
      return;
    }
    Optional<Path> file = file(exchange.getRequestURI().getPath());
    if (file.isEmpty()) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    send(exchange, file.get(), head);
  }

  /** The file of a path; none for what lies outside the folder, or is not there. */
  private Optional<Path> file(String path) throws IOException {
    Path wanted = folder.resolve(path.replaceFirst("^/+", "")).normalize();
    if (Files.isDirectory(wanted)) {
      wanted = wanted.resolve("index.html");
    }
    if (!Files.isRegularFile(wanted) || !wanted.toRealPath().startsWith(folder)) {
      return Optional.empty();
    }
    return Optional.of(wanted);
  }

  /** Hosts pack text on the way; files that are read by ranges must come as they are. */
  private static boolean isText(String name) {
    return name.endsWith(".html")
        || name.endsWith(".css")
        || name.endsWith(".js")
        || name.endsWith(".json")
        || name.endsWith(".csv");
  }

  private static boolean accepts(HttpExchange exchange, String coding) {
    String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
    return accepted != null && accepted.contains(coding);
  }

  private static void sendPacked(HttpExchange exchange, Path file) throws IOException {
    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    exchange.getResponseHeaders().set("Vary", "Accept-Encoding");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = new GZIPOutputStream(exchange.getResponseBody())) {
      Files.copy(file, out);
    }
  }

  /** A position in a file; one that no file reaches is the last of all. */
  private static long number(String digits) {
    return new BigInteger(digits).min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
  }

  private static void send(HttpExchange exchange, Path file, boolean head) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    String name = String.valueOf(file.getFileName());
    headers.set(
        "Content-Type",
        KINDS.getOrDefault(
            name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT),
            "application/octet-stream"));
    headers.set("Accept-Ranges", "bytes");
    // Browsers ask for the icon again whenever the address changes; all else may be built again.
    headers.set("Cache-Control", name.endsWith(".svg") ? "max-age=86400" : "no-cache");
    if (isText(name) && accepts(exchange, "gzip") && !head) {
      sendPacked(exchange, file);
      return;
    }
    long size = Files.size(file);
    long from = 0;
    long to = size - 1;
    int status = 200;
    String asked = exchange.getRequestHeaders().getFirst("Range");
    Matcher range = RANGE.matcher(asked == null ? "" : asked);
    if (range.matches() && !(range.group(1).isEmpty() && range.group(2).isEmpty())) {
      if (range.group(1).isEmpty()) {
        from = Math.max(0, size - number(range.group(2)));
      } else {
        from = number(range.group(1));
        to = range.group(2).isEmpty() ? to : Math.min(to, number(range.group(2)));
      }
      if (from > to || from >= size) {
        headers.set("Content-Range", "bytes */" + size);
        exchange.sendResponseHeaders(416, -1);
        return;
      }
      status = 206;
      headers.set("Content-Range", "bytes " + from + "-" + to + "/" + size);
    }
    long length = to - from + 1;
    if (head) {
      headers.set("Content-Length", Long.toString(length));
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
    try (InputStream stream = Files.newInputStream(file);
        OutputStream out = exchange.getResponseBody()) {
      stream.skipNBytes(from);
      byte[] buffer = new byte[1 << 16];
      long left = length;
      while (left > 0) {
        int read = stream.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          break;
        }
        out.write(buffer, 0, read);
        left -= read;
      }
    }
  }
}
