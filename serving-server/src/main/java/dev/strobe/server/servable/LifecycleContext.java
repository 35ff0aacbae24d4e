package dev.strobe.server.servable;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What the life of a model needs of the world.
 *
 * @param loads where loads run; a task may block for long, and is never refused
 * @param unloads where servables are closed; as {@code loads}
 * @param listener told the name of each model after its states changed, on any thread
 */
record LifecycleContext(
    VersionPolicy policy,
    ServableLoader loader,
    LoadRetries retries,
    Executor loads,
    Executor unloads,
    DelayedTasks delays,
    Consumer<String> listener) {}
