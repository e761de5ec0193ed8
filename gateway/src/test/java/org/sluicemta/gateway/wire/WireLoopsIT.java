package org.sluicemta.gateway.wire;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WireLoopsIT {
    private final EventLoopGroup loops = WireLoops.open(1);

    @AfterEach
    void end() {
        loops.shutdownGracefully(0, 5, SECONDS).syncUninterruptibly();
    }

    @Test
    void choosesThePortOfASourceWhenTheDestinationIsKnown() throws Exception {
        assumeTrue(Epoll.isAvailable(), "needs Linux");
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            Channel channel = bootstrap()
                    .connect(server.getLocalSocketAddress(), new InetSocketAddress("127.0.0.9", 0))
                    .syncUninterruptibly()
                    .channel();

            assertThat(channel.config().getOption(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT))
                    .isTrue();
            assertThat(((InetSocketAddress) channel.localAddress()).getAddress().getHostAddress())
                    .isEqualTo("127.0.0.9");
        }
    }

    @Test
    void tellsAnAddressThatIsNotHereFromAServerThatIsNot() throws Exception {
        InetSocketAddress nobody = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), unusedPort());

        Throwable notHere = bootstrap()
                .connect(nobody, new InetSocketAddress("192.0.2.1", 0))
                .await()
                .cause();
        Throwable refused = bootstrap().connect(nobody).await().cause();

        assertThat(WireLoops.isOfBind(notHere)).isTrue();
        assertThat(WireLoops.reason(notHere)).startsWith("Cannot assign requested address");
        assertThat(WireLoops.isOfBind(refused)).isFalse();
        assertThat(WireLoops.reason(refused)).startsWith("Connection refused");
    }

    private Bootstrap bootstrap() {
        return WireLoops.bootstrap(loops).handler(new ChannelInboundHandlerAdapter());
    }

    private static int unusedPort() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return server.getLocalPort();
        }
    }
}
