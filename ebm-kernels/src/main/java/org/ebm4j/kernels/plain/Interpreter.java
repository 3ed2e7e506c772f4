package org.ebm4j.kernels.plain;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ebm4j.kernels.loop.Access;
import org.ebm4j.kernels.loop.Buffer;
import org.ebm4j.kernels.loop.Code;
import org.ebm4j.kernels.loop.Kernel;
import org.ebm4j.kernels.loop.LoopProgram;
import org.ebm4j.kernels.loop.Phase;

/// Runs a loop program as it is written. Immutable; every thread has a {@link Worker} of its own.
///
/// What it computes is what the program means, to the bit: each number is rounded as {@link
/// org.ebm4j.kernels.loop.Primitive} says, and sums are taken in the order that {@link Kernel},
/// {@link org.ebm4j.kernels.loop.Fold} and {@link org.ebm4j.kernels.loop.Lanes} fix. Reading or
/// writing outside a region is an {@link IndexOutOfBoundsException}.
public final class Interpreter {
  private final LoopProgram program;
  private final Arithmetic arithmetic;
  private final List<List<Work>> phases = new ArrayList<>();
  private final List<List<Sums>> sums = new ArrayList<>();
  private final List<List<Contraction>> contractions = new ArrayList<>();
  private final long[][] literalRows;
  private final int temporaries;
  private final int folds;
  private final int loops;

  public Interpreter(LoopProgram program) {
    this.program = program;
    this.arithmetic = Arithmetic.of(program.precision());
    Reading reading = new Reading(program, arithmetic);
    for (Phase phase : program.phases()) {
      boolean contracts = phase.kind() == Phase.Kind.CONTRACTIONS;
      phases.add(contracts ? List.of() : phase.kernels().stream().map(reading::work).toList());
      sums.add(phase.sums().stream().map(sum -> new Sums(sum, reading)).toList());
      contractions.add(contracts ? reading.contractions(phase) : List.of());
    }
    this.literalRows = reading.literalRows();
    this.temporaries = reading.temporaries;
    this.folds = reading.folds;
    this.loops = reading.loops;
  }

  public LoopProgram program() {
    return program;
  }

  /// A worker for one thread at a time.
  ///
  /// @param shared bytes(SHARED), at least
  /// @param chains bytes(CHAIN) for each tile, or each chain
  /// @param scratch bytes(SCRATCH), this worker's alone
  /// @param partial bytes(PARTIAL) for each chunk of tiles
  public Worker worker(
      MemorySegment shared, MemorySegment chains, MemorySegment scratch, MemorySegment partial) {
    return new Worker(this, shared, chains, scratch, partial);
  }

  /// Runs a shared phase.
  public void shared(int phase, Worker worker) {
    worker.stand(0, 0, 0);
    run(phase, worker);
  }

  /// Runs a phase of chains for {@code count} tiles, or chains on the few path, beginning with
  /// {@code first}: all steps on one before the next.
  ///
  /// @param firstStep its number keys the noise
  /// @param chunk where partial results go
  public void chains(
      int phase, Worker worker, long first, long count, long firstStep, long steps, int chunk) {
    for (long unit = first; unit < first + count; unit++) {
      for (long step = firstStep; step < firstStep + steps; step++) {
        worker.stand(unit, step, chunk);
        run(phase, worker);
      }
    }
    List<Sums> mine = sums.get(phase);
    for (int i = 0; i < mine.size(); i++) {
      worker.stand(first, firstStep, chunk);
      mine.get(i).run(worker, first, count);
    }
  }

  /// Runs {@code count} kernels of a phase of contractions, beginning with {@code first}.
  public void contractions(int phase, Worker worker, long first, long count) {
    worker.stand(0, 0, 0);
    for (long i = first; i < first + count; i++) {
      contractions.get(phase).get((int) i).run(worker);
    }
  }

  private void run(int phase, Worker worker) {
    List<Work> kernels = phases.get(phase);
    for (int i = 0; i < kernels.size(); i++) { // no iterator: nothing is allocated
      kernels.get(i).run(worker);
    }
  }

  Arithmetic arithmetic() {
    return arithmetic;
  }

  long[][] literalRows() {
    return literalRows;
  }

  int temporaries() {
    return temporaries;
  }

  int folds() {
    return folds;
  }

  int loops() {
    return loops;
  }

  /// Kernels made ready, and what a worker will need for all of them.
  static final class Reading {
    private final LoopProgram program;
    private final Arithmetic arithmetic;
    private final Map<Long, Integer> literals = new LinkedHashMap<>();
    private int temporaries;
    private int folds = Product.ROWS; // products and sums use them as well
    private int loops = 2;

    Reading(LoopProgram program, Arithmetic arithmetic) {
      this.program = program;
      this.arithmetic = arithmetic;
    }

    LoopProgram program() {
      return program;
    }

    Pointer pointer(Access access, Form form) {
      return Pointer.of(program, arithmetic, access, form);
    }

    Straight straight(List<Code> codes, Form form, int[] kept) {
      Straight straight = Straight.of(codes, program, arithmetic, form, kept, this::literal);
      temporaries = Math.max(temporaries, straight.temporaries());
      return straight;
    }

    private int literal(long bits) {
      return -1 - literals.computeIfAbsent(bits, _ -> literals.size());
    }

    private long[][] literalRows() {
      long[][] rows = new long[literals.size()][Buffer.LANES];
      literals.forEach((bits, number) -> Arrays.fill(rows[number], bits));
      return rows;
    }

    private Work work(Kernel kernel) {
      return switch (kernel) {
        case Kernel.Nest nest -> {
          folds = Math.max(folds, nest.folds().size());
          loops = Math.max(loops, nest.outer().size() + nest.inner().size());
          yield new Loops(nest, this);
        }
        case Kernel.MatMul product -> new Product(product, this);
        case Kernel.Combine combine -> new Combined(combine, this);
        case Kernel.Turn turn -> new Turning(turn, this);
        case Kernel.Words words -> new Draw(words, this);
        case Kernel.Categorical sites -> new Toss(sites, this);
        case Kernel.Contract _, Kernel.BatchSum _ ->
            throw new IllegalStateException("is no work of one tile: " + kernel);
      };
    }

    private List<Contraction> contractions(Phase phase) {
      return phase.kernels().stream()
          .map(kernel -> new Contraction((Kernel.Contract) kernel, this))
          .toList();
    }
  }
}
