package dev.strobe.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.strobe.protos.serving.ModelSpec;
import dev.strobe.protos.serving.PredictRequest;
import dev.strobe.protos.serving.PredictionServiceGrpc;
import dev.strobe.protos.tensorflow.DataType;
import dev.strobe.protos.tensorflow.TensorProto;
import dev.strobe.server.grpc.GrpcConfig;
import dev.strobe.server.rest.RestConfig;
import dev.strobe.server.servable.Priority;
import dev.strobe.server.tls.TlsConfig;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The ways to the server, other than plain ports. */
@Timeout(120)
final class TransportIT {
  @TempDir Path temp;

  private final List<ManagedChannel> channels = new ArrayList<>();
  private Optional<ModelServer> server = Optional.empty();

  @AfterEach
  void stop() {
    channels.forEach(ManagedChannel::shutdownNow);
    server.ifPresent(ModelServer::close);
  }

  @Test
  void clientsThatTrustTheCertificateAreServedOverTls() throws Exception {
    TestIdentity identity = TestIdentity.create(temp, "server");
    ModelServer started = start(tls(identity.sslConfig()));
    assertThat(predict(channel(started, trusting(identity).build()))).isEqualTo(3f);
    ChannelCredentials stranger = trusting(TestIdentity.create(temp, "other")).build();
    assertThatThrownBy(() -> predict(channel(started, stranger)))
        .extracting(failure -> ((StatusRuntimeException) failure).getStatus().getCode())
        .isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(restStatus(started, identity)).isEqualTo(200);
  }

  @Test
  void clientsWithoutACertificateAreRefusedWhereOneIsAskedFor() throws Exception {
    TestIdentity identity = TestIdentity.create(temp, "server");
    TestIdentity client = TestIdentity.create(temp, "client");
    ModelServer started = start(tls(identity.sslConfig(client)));
    ChannelCredentials shown =
        trusting(identity).keyManager(stream(client.certificate()), stream(client.key())).build();
    assertThat(predict(channel(started, shown))).isEqualTo(3f);
    ChannelCredentials none = trusting(identity).build();
    assertThatThrownBy(() -> predict(channel(started, none)))
        .extracting(failure -> ((StatusRuntimeException) failure).getStatus().getCode())
        .isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void changedCertificatesAreShownToNewConnections() throws Exception {
    TestIdentity old = TestIdentity.create(temp, "old");
    TestIdentity renewed = TestIdentity.create(temp, "renewed");
    ModelServer started = start(tls(old.sslConfig()));
    assertThat(predict(channel(started, trusting(old).build()))).isEqualTo(3f);
    Path next = Files.writeString(temp.resolve("next"), renewed.sslConfig());
    Files.move(next, temp.resolve("ssl.txt"), StandardCopyOption.ATOMIC_MOVE);
    ManagedChannel channel = channel(started, trusting(renewed).build());
    // Connects again and again until the certificate is the one it trusts.
    float answer =
        PredictionServiceGrpc.newBlockingStub(channel)
            .withWaitForReady()
            .predict(request())
            .getOutputsOrThrow("y")
            .getFloatVal(0);
    assertThat(answer).isEqualTo(3f);
  }

  @Test
  void socketServesBesideThePortAndGoesAwayWithTheServer() throws Exception {
    Path socket = temp.resolve("grpc.sock");
    ModelServer started =
        start(
            ServerConfig.defaults()
                .withInterfaces(
                    InterfacesConfig.defaults()
                        .withGrpc(GrpcConfig.defaults().withPort(0).withSocket(socket))));
    EventLoopGroup loops = new EpollEventLoopGroup(1);
    try {
      ManagedChannel channel =
          NettyChannelBuilder.forAddress(new DomainSocketAddress(socket.toFile()))
              .channelType(EpollDomainSocketChannel.class, DomainSocketAddress.class)
              .eventLoopGroup(loops)
              .usePlaintext()
              .build();
      channels.add(channel);
      assertThat(predict(channel)).isEqualTo(3f);
      assertThat(predict(plain(started))).isEqualTo(3f);
      channel.shutdownNow();
      started.close();
      assertThat(socket).doesNotExist();
    } finally {
      var unused = loops.shutdownGracefully();
    }
  }

  @Test
  void priorityThatIsNoneFailsTheCall() throws Exception {
    ModelServer started =
        start(
            ServerConfig.defaults()
                .withInterfaces(
                    InterfacesConfig.defaults().withGrpc(GrpcConfig.defaults().withPort(0))));
    assertThat(predict(plain(started), "low")).isEqualTo(3f);
    assertThat(predict(plain(started), "HIGH")).isEqualTo(3f);
    assertThatThrownBy(() -> predict(plain(started), "urgent"))
        .hasMessage(
            "INVALID_ARGUMENT: x-strobe-priority must be high, normal or low but was 'urgent'");
  }

  private ServerConfig tls(String sslConfig) throws Exception {
    Path file = Files.writeString(temp.resolve("ssl.txt"), sslConfig);
    TlsConfig tls = TlsConfig.of(file).withPollInterval(Duration.ofMillis(20));
    return ServerConfig.defaults()
        .withInterfaces(
            InterfacesConfig.defaults()
                .withGrpc(GrpcConfig.defaults().withPort(0).withTls(tls))
                .withRest(RestConfig.defaults().withTls(tls)));
  }

  private ModelServer start(ServerConfig config) {
    ModelServer started =
        ModelServer.start(
            config.withModels(List.of(TestModels.newest("hp2", "own_half_plus_two"))));
    server = Optional.of(started);
    return started;
  }

  private ManagedChannel channel(ModelServer started, ChannelCredentials credentials) {
    ManagedChannel channel =
        Grpc.newChannelBuilderForAddress("localhost", started.port().getAsInt(), credentials)
            .build();
    channels.add(channel);
    return channel;
  }

  private ManagedChannel plain(ModelServer started) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("localhost", started.port().getAsInt())
            .usePlaintext()
            .build();
    channels.add(channel);
    return channel;
  }

  private static TlsChannelCredentials.Builder trusting(TestIdentity identity) throws Exception {
    return TlsChannelCredentials.newBuilder().trustManager(stream(identity.certificate()));
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static float predict(ManagedChannel channel) {
    return PredictionServiceGrpc.newBlockingStub(channel)
        .predict(request())
        .getOutputsOrThrow("y")
        .getFloatVal(0);
  }

  private static float predict(ManagedChannel channel, String priority) {
    var headers = new Metadata();
    headers.put(Metadata.Key.of(Priority.HEADER, Metadata.ASCII_STRING_MARSHALLER), priority);
    return PredictionServiceGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
        .predict(request())
        .getOutputsOrThrow("y")
        .getFloatVal(0);
  }

  private static PredictRequest request() {
    return PredictRequest.newBuilder()
        .setModelSpec(ModelSpec.newBuilder().setName("hp2"))
        .putInputs("x", TensorProto.newBuilder().setDtype(DataType.DT_FLOAT).addFloatVal(2).build())
        .build();
  }

  private static int restStatus(ModelServer started, TestIdentity identity) throws Exception {
    Certificate certificate =
        CertificateFactory.getInstance("X.509").generateCertificate(stream(identity.certificate()));
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry("server", certificate);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    URI uri = URI.create("https://localhost:" + started.restPort().getAsInt() + "/v1/models/hp2");
    return HttpClient.newBuilder()
        .sslContext(context)
        .build()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
        .statusCode();
  }
}
