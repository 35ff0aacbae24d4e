package dev.strobe.client;

import dev.strobe.protos.serving.GetModelMetadataRequest;
import dev.strobe.protos.serving.GetModelMetadataResponse;
import dev.strobe.protos.serving.PredictRequest;
import dev.strobe.protos.serving.PredictResponse;
import dev.strobe.protos.serving.PredictionServiceGrpc;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A server's side of the calls: keeps each until the test answers it. */
final class FakePrediction extends PredictionServiceGrpc.PredictionServiceImplBase {
  private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
  private GetModelMetadataResponse metadata = GetModelMetadataResponse.getDefaultInstance();

  /** The next call to arrive. */
  Call next() throws InterruptedException {
    Call call = calls.poll(20, TimeUnit.SECONDS);
    if (call == null) {
      throw new AssertionError("no call arrived");
    }
    return call;
  }

  int waiting() {
    return calls.size();
  }

  void describe(GetModelMetadataResponse metadata) {
    this.metadata = metadata;
  }

  @Override
  public void predict(PredictRequest request, StreamObserver<PredictResponse> observer) {
    var call = (ServerCallStreamObserver<PredictResponse>) observer;
    call.setOnCancelHandler(() -> {}); // or an answer that comes too late would throw
    calls.add(new Call(request, call));
  }

  @Override
  public void getModelMetadata(
      GetModelMetadataRequest request, StreamObserver<GetModelMetadataResponse> observer) {
    answer(observer, metadata);
  }

  static <T> void answer(StreamObserver<T> observer, T value) {
    observer.onNext(value);
    observer.onCompleted();
  }

  /** A call that waits for its answer. */
  static final class Call {
    private final PredictRequest request;
    private final ServerCallStreamObserver<PredictResponse> observer;
    private final Context context = Context.current();
    private final long deadlineNanos =
        System.nanoTime() + context.getDeadline().timeRemaining(TimeUnit.NANOSECONDS);

    private Call(PredictRequest request, ServerCallStreamObserver<PredictResponse> observer) {
      this.request = request;
      this.observer = observer;
    }

    String model() {
      return request.getModelSpec().getName();
    }

    /** On the scale of {@link System#nanoTime()}. */
    long deadlineNanos() {
      return deadlineNanos;
    }

    void succeed() {
      answer(observer, PredictResponse.newBuilder().setModelSpec(request.getModelSpec()).build());
    }

    void fail(Throwable failure) {
      observer.onError(failure);
    }

    void onCancel(Consumer<Context> action) {
      context.addListener(action::accept, Runnable::run);
    }
  }
}
