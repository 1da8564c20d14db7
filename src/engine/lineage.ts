/** The checkpoints in memory, and the models built of them when somebody wants to ask one. */
import * as tf from '@tensorflow/tfjs-core';
import type { Checkpoint } from '../llm/checkpoint.ts';
import { disposeModel, type Model, modelFrom } from '../llm/model.ts';
import { copyTensor } from '../llm/ops/kernel.ts';
import { type ReportCard, type StageName, stageNames } from '../llm/reports.ts';
import { summaryOf } from './checkpoints.ts';
import type { CheckpointSummary } from './protocol.ts';

export interface Entry {
  checkpoint: Checkpoint;
  origin: CheckpointSummary['origin'];
  /** Once it has been examined. */
  card?: ReportCard;
}

/** A model that stays alive until it is given back. */
export interface LentModel {
  model: Model;
  giveBack(): void;
}

export interface Lineage {
  get(stage: StageName): Entry | undefined;
  newest(): Entry | undefined;
  /** Puts a checkpoint in, in place of any of its stage and of those after it. */
  set(entry: Entry): void;
  /** Drops a stage and those after it. */
  dropFrom(stage: StageName): void;
  /** In order of stages. */
  entries(): Entry[];
  summaries(): CheckpointSummary[];
  lend(entry: Entry): LentModel;
}

interface PooledModel {
  entry: Entry;
  model: Model;
  users: number;
  isKept: boolean;
}

/** Models of checkpoints kept for the next question; comparing two is the common case. */
const modelsKept = 2;

export function createLineage(): Lineage {
  const entries = new Map<StageName, Entry>();
  /** The one lent last stands last. */
  let pool: PooledModel[] = [];

  const letGo = (pooled: PooledModel): void => {
    pooled.isKept = false;
    if (pooled.users === 0) disposeModel(pooled.model);
  };

  const dropFrom = (stage: StageName): void => {
    for (const later of stageNames.slice(stageNames.indexOf(stage))) entries.delete(later);
    const isGone = ({ entry }: PooledModel) => entries.get(entry.checkpoint.stage) !== entry;
    pool.filter(isGone).forEach(letGo);
    pool = pool.filter((pooled) => !isGone(pooled));
  };

  const inOrder = (): Entry[] => stageNames.flatMap((stage) => entries.get(stage) ?? []);

  return {
    get: (stage) => entries.get(stage),
    newest: () => inOrder().at(-1),
    set(entry) {
      dropFrom(entry.checkpoint.stage);
      entries.set(entry.checkpoint.stage, entry);
    },
    dropFrom,
    entries: inOrder,
    summaries: () => inOrder().map(({ checkpoint, origin }) => summaryOf(checkpoint, origin)),
    lend(entry) {
      const { model: config, parameters } = entry.checkpoint;
      const found = pool.find((candidate) => candidate.entry === entry);
      const pooled = found ?? { entry, model: modelFrom(config, parameters), users: 0, isKept: true };
      pooled.users++;
      pool = [...pool.filter((other) => other !== pooled), pooled];
      pool.slice(0, -modelsKept).forEach(letGo);
      pool = pool.slice(-modelsKept);
      return {
        model: pooled.model,
        giveBack() {
          pooled.users--;
          if (pooled.users === 0 && !pooled.isKept) disposeModel(pooled.model);
        },
      };
    },
  };
}

/** The same weights in memory of their own. Without a pause between them, so that no training step can come in between. */
export function copyOf(model: Model): Model {
  const copies = Object.entries(model.parameters).map(
    ([name, parameter]) => [name, tf.tidy(() => tf.variable(copyTensor(parameter as tf.Tensor)))] as const,
  );
  return { config: model.config, parameters: Object.fromEntries(copies) };
}
