/** Prints what the screen showed, a column a seed, as a table in Markdown: tests tell it in annotations of the type `figure`. */
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

export default class FigureTable implements Reporter {
  private readonly seeds: string[] = [];
  /** The figures of each seed by what they are of. */
  private readonly rows = new Map<string, Map<string, string>>();

  onTestEnd({ title }: TestCase, { annotations }: TestResult): void {
    this.seeds.push(title);
    for (const { type, description = '' } of annotations) {
      const [, name, figure] = /^(.*): ([^:]*)$/.exec(description) ?? [];
      if (type !== 'figure' || name === undefined || figure === undefined) continue;
      this.rows.set(name, (this.rows.get(name) ?? new Map()).set(title, figure));
    }
  }

  onEnd(): void {
    const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
    const rows = [...this.rows].map(([name, figures]) =>
      line([name, ...this.seeds.map((seed) => figures.get(seed) ?? '–')]),
    );
    console.log(
      `\n${[line(['read off the screen', ...this.seeds]), line(['---', ...this.seeds.map(() => '---')]), ...rows].join('\n')}`,
    );
  }
}
