package org.sluicemta.gateway.wire;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.Errors;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.BindException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The threads of all outbound sockets. Netty's own epoll where its library loads: it can leave the port open until connecting. */
public final class WireLoops {
    private static final Pattern SYSTEM_CALL_FAILED =
            Pattern.compile("^\\w+\\(\\.\\.\\) failed( with error\\(-?\\d+\\))?: ");

    private WireLoops() {}

    /** Starts nothing until something is registered; end it with {@code shutdownGracefully}. */
    public static EventLoopGroup open(int threads) {
        DefaultThreadFactory named = new DefaultThreadFactory("gateway");
        return Epoll.isAvailable() ? new EpollEventLoopGroup(threads, named) : new NioEventLoopGroup(threads, named);
    }

    /** For one connection, with the kind of channel that these threads serve. */
    public static Bootstrap bootstrap(EventLoopGroup loops) {
        Bootstrap bootstrap = new Bootstrap().group(loops);
        if (loops instanceof EpollEventLoopGroup) {
            // The port is chosen when the other side is known: each destination has all ports of a source to itself.
            return bootstrap.channel(EpollSocketChannel.class).option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
        }
        return bootstrap.channel(NioSocketChannel.class);
    }

    /** Whether the local address of a socket couldn't be had. Netty wraps the cause to name the other side. */
    public static boolean isOfBind(@Nullable Throwable cause) {
        return cause != null
                && (cause instanceof BindException
                        || cause instanceof Errors.NativeIoException
                        || isOfBind(cause.getCause()));
    }

    /** What the operating system said, without the system call that Netty names before it. */
    public static String reason(@Nullable Throwable cause) {
        String said = cause == null ? null : cause.getMessage();
        return said == null ? "no connection" : SYSTEM_CALL_FAILED.matcher(said).replaceFirst("");
    }
}
