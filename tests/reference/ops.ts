/**
 * Every op once more, as slow loops over float64 numbers that can be checked by eye, with gradients. Matrices are flat and
 * row-major. Each `…Grad` takes the gradient of the output first and returns the gradients of the inputs.
 */

export type Numbers = Float64Array;

/** x (R, K) @ w (K, N). */
export function matMul(x: Numbers, w: Numbers, R: number, K: number, N: number): Numbers {
  const y = new Float64Array(R * N);
  for (let r = 0; r < R; r++) {
    for (let n = 0; n < N; n++) {
      for (let k = 0; k < K; k++) y[r * N + n]! += x[r * K + k]! * w[k * N + n]!;
    }
  }
  return y;
}

/** (R, C) -> (C, R). */
export function transpose(x: Numbers, R: number, C: number): Numbers {
  return Float64Array.from({ length: R * C }, (_, i) => x[(i % R) * C + Math.floor(i / R)]!);
}

export function matMulGrad(dy: Numbers, x: Numbers, w: Numbers, R: number, K: number, N: number): [Numbers, Numbers] {
  return [matMul(dy, transpose(w, K, N), R, N, K), matMul(transpose(x, R, K), dy, K, R, N)];
}

export function layerNorm(x: Numbers, gain: Numbers, R: number, C: number): Numbers {
  return eachRow(R, C, (row) => normalize(x.slice(row, row + C)).normal.map((value, i) => value * gain[i]!));
}

export function layerNormGrad(dy: Numbers, x: Numbers, gain: Numbers, R: number, C: number): [Numbers, Numbers] {
  const dGain = new Float64Array(C);
  const dx = eachRow(R, C, (row) => {
    const { normal, deviation } = normalize(x.slice(row, row + C));
    const g = gain.map((value, i) => value * dy[row + i]!);
    for (let i = 0; i < C; i++) dGain[i]! += dy[row + i]! * normal[i]!;
    const meanOfG = mean(g);
    const meanOfProduct = mean(g.map((value, i) => value * normal[i]!));
    return g.map((value, i) => (value - meanOfG - normal[i]! * meanOfProduct) / deviation);
  });
  return [dx, dGain];
}

function normalize(row: Numbers): { normal: Numbers; deviation: number } {
  const center = mean(row);
  const deviation = Math.sqrt(mean(row.map((value) => (value - center) ** 2)) + 1e-5);
  return { normal: row.map((value) => (value - center) / deviation), deviation };
}

const geluInner = (x: number): number => Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3);

export function gelu(x: Numbers): Numbers {
  return x.map((value) => (value / 2) * (1 + Math.tanh(geluInner(value))));
}

export function geluGrad(dy: Numbers, x: Numbers): Numbers {
  return x.map((value, i) => {
    const t = Math.tanh(geluInner(value));
    const inner = Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * value ** 2);
    return dy[i]! * ((1 + t) / 2 + (value / 2) * (1 - t * t) * inner);
  });
}

/** sign -1 gives the gradient. */
export function rope(
  qkv: Numbers,
  R: number,
  C: number,
  nHead: number,
  positions: number[],
  base: number,
  sign = 1,
): Numbers {
  const headDim = C / nHead;
  const y = qkv.slice();
  for (let r = 0; r < R; r++) {
    for (let head = 0; head < 2 * nHead; head++) {
      for (let i = 0; i < headDim / 2; i++) {
        const angle = sign * positions[r]! * base ** ((-2 * i) / headDim);
        const first = r * 3 * C + head * headDim + i;
        const second = first + headDim / 2;
        y[first] = qkv[first]! * Math.cos(angle) - qkv[second]! * Math.sin(angle);
        y[second] = qkv[first]! * Math.sin(angle) + qkv[second]! * Math.cos(angle);
      }
    }
  }
  return y;
}

/** Rows of one sequence and head: T * headDim numbers of part 0 (q), 1 (k) or 2 (v). */
function headOf(qkv: Numbers, part: number, b: number, h: number, T: number, C: number, headDim: number): Numbers {
  const at = (t: number, i: number): number => (b * T + t) * 3 * C + part * C + h * headDim + i;
  return Float64Array.from({ length: T * headDim }, (_, n) => qkv[at(Math.floor(n / headDim), n % headDim)]!);
}

/** Causal probabilities (T, T) of one sequence and head. */
export function attentionProbs(q: Numbers, k: Numbers, T: number, headDim: number): Numbers {
  const probs = new Float64Array(T * T);
  for (let i = 0; i < T; i++) {
    let sum = 0;
    for (let j = 0; j <= i; j++) {
      let score = 0;
      for (let c = 0; c < headDim; c++) score += q[i * headDim + c]! * k[j * headDim + c]!;
      probs[i * T + j] = Math.exp(score / Math.sqrt(headDim));
      sum += probs[i * T + j]!;
    }
    for (let j = 0; j <= i; j++) probs[i * T + j]! /= sum;
  }
  return probs;
}

export function attention(qkv: Numbers, B: number, T: number, nHead: number, C: number): Numbers {
  const headDim = C / nHead;
  const y = new Float64Array(B * T * C);
  for (let b = 0; b < B; b++) {
    for (let h = 0; h < nHead; h++) {
      const [q, k, v] = [0, 1, 2].map((part) => headOf(qkv, part, b, h, T, C, headDim));
      const mixed = matMul(attentionProbs(q!, k!, T, headDim), v!, T, T, headDim);
      mixed.forEach((value, n) => {
        y[(b * T + Math.floor(n / headDim)) * C + h * headDim + (n % headDim)] = value;
      });
    }
  }
  return y;
}

export function attentionGrad(dy: Numbers, qkv: Numbers, B: number, T: number, nHead: number, C: number): Numbers {
  const headDim = C / nHead;
  const dQkv = new Float64Array(qkv.length);
  for (let b = 0; b < B; b++) {
    for (let h = 0; h < nHead; h++) {
      const [q, k, v] = [0, 1, 2].map((part) => headOf(qkv, part, b, h, T, C, headDim));
      const dOut = Float64Array.from(
        { length: T * headDim },
        (_, n) => dy[(b * T + Math.floor(n / headDim)) * C + h * headDim + (n % headDim)]!,
      );
      const probs = attentionProbs(q!, k!, T, headDim);
      const dProbs = matMul(dOut, transpose(v!, T, headDim), T, headDim, T);
      const dScores = eachRow(T, T, (row) => {
        let sum = 0;
        for (let j = 0; j < T; j++) sum += probs[row + j]! * dProbs[row + j]!;
        return Float64Array.from(
          { length: T },
          (_, j) => (probs[row + j]! * (dProbs[row + j]! - sum)) / Math.sqrt(headDim),
        );
      });
      const parts = [
        matMul(dScores, k!, T, T, headDim),
        matMul(transpose(dScores, T, T), q!, T, T, headDim),
        matMul(transpose(probs, T, T), dOut, T, T, headDim),
      ];
      parts.forEach((values, part) => {
        values.forEach((value, n) => {
          const row = b * T + Math.floor(n / headDim);
          dQkv[row * 3 * C + part * C + h * headDim + (n % headDim)] = value;
        });
      });
    }
  }
  return dQkv;
}

/** The weighted loss, and its gradient with respect to the logits. */
export function crossEntropy(
  logits: Numbers,
  targets: number[],
  weights: number[],
  V: number,
): { loss: number; dLogits: Numbers } {
  let loss = 0;
  const dLogits = eachRow(targets.length, V, (row) => {
    const r = row / V;
    const top = Math.max(...logits.slice(row, row + V));
    const exps = logits.slice(row, row + V).map((value) => Math.exp(value - top));
    const sum = exps.reduce((total, value) => total + value, 0);
    loss += weights[r]! * (Math.log(sum) + top - logits[row + targets[r]!]!);
    return exps.map((value, i) => weights[r]! * (value / sum - (i === targets[r] ? 1 : 0)));
  });
  return { loss, dLogits };
}

export function embed(table: Numbers, ids: number[], C: number): Numbers {
  return eachRow(ids.length, C, (row) => table.slice(ids[row / C]! * C, (ids[row / C]! + 1) * C));
}

export function embedGrad(dy: Numbers, ids: number[], V: number, C: number): Numbers {
  const dTable = new Float64Array(V * C);
  ids.forEach((id, r) => {
    for (let c = 0; c < C; c++) dTable[id * C + c]! += dy[r * C + c]!;
  });
  return dTable;
}

/** The new parameter and moments. */
export function adamw(
  state: { parameter: Numbers; m: Numbers; v: Numbers },
  gradient: Numbers,
  o: { learningRate: number; beta1: number; beta2: number; epsilon: number; weightDecay: number; step: number },
): { parameter: Numbers; m: Numbers; v: Numbers } {
  const m = state.m.map((value, i) => o.beta1 * value + (1 - o.beta1) * gradient[i]!);
  const v = state.v.map((value, i) => o.beta2 * value + (1 - o.beta2) * gradient[i]! ** 2);
  const parameter = state.parameter.map((value, i) => {
    const update = m[i]! / (1 - o.beta1 ** o.step) / (Math.sqrt(v[i]! / (1 - o.beta2 ** o.step)) + o.epsilon);
    return value - o.learningRate * o.weightDecay * value - o.learningRate * update;
  });
  return { parameter, m, v };
}

/** The new parameter (in, out) and momentum. */
export function muon(
  state: { parameter: Numbers; momentum: Numbers },
  gradient: Numbers,
  rows: number,
  columns: number,
  o: { learningRate: number; momentum: number; weightDecay: number; blocks: number },
): { parameter: Numbers; momentum: Numbers } {
  const momentum = state.momentum.map((value, i) => o.momentum * value + (1 - o.momentum) * gradient[i]!);
  const nesterov = gradient.map((value, i) => value + o.momentum * (momentum[i]! - value));
  const width = columns / o.blocks;
  const scale = o.learningRate * Math.sqrt(Math.max(1, width / rows));
  const parameter = state.parameter.map((value) => value * (1 - o.learningRate * o.weightDecay));
  for (let block = 0; block < o.blocks; block++) {
    const at = (n: number): number => Math.floor(n / width) * columns + block * width + (n % width);
    const part = Float64Array.from({ length: rows * width }, (_, n) => nesterov[at(n)]!);
    newtonSchulz(part, rows, width).forEach((value, n) => {
      parameter[at(n)]! -= scale * value;
    });
  }
  return { parameter, momentum };
}

/** Five rounds of X <- aX + (bA + cA^2) X, A = X X^T, from X = G / |G|; a tall G is turned first. */
function newtonSchulz(g: Numbers, rows: number, columns: number): Numbers {
  if (rows > columns) return transpose(newtonSchulz(transpose(g, rows, columns), columns, rows), columns, rows);
  const norm = Math.sqrt(g.reduce((sum, value) => sum + value * value, 0)) + 1e-7;
  let x: Numbers = g.map((value) => value / norm);
  for (let i = 0; i < 5; i++) {
    const gram = matMul(x, transpose(x, rows, columns), rows, columns, rows);
    const square = matMul(gram, gram, rows, rows, rows);
    const polynomial = gram.map((value, n) => -4.775 * value + 2.0315 * square[n]!);
    const product = matMul(polynomial, x, rows, rows, columns);
    x = x.map((value, n) => 3.4445 * value + product[n]!);
  }
  return x;
}

/** Builds a matrix row by row; `row` is the offset of the row's first number. */
function eachRow(rows: number, columns: number, build: (row: number) => ArrayLike<number>): Numbers {
  const y = new Float64Array(rows * columns);
  for (let r = 0; r < rows; r++) y.set(build(r * columns), r * columns);
  return y;
}

function mean(values: Numbers): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
