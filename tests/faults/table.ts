/** Prints what each fault cost, as a table in Markdown: tests tell it in an annotation of the type `fault`. */
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

export default class FaultTable implements Reporter {
  private readonly rows: string[] = [];

  onTestEnd(test: TestCase, { annotations, status }: TestResult): void {
    for (const { type, description } of annotations) if (type === 'fault') this.rows.push(`| ${description} |`);
    if (status !== 'passed' && status !== 'skipped') this.rows.push(`| ${test.title} | – | FAILED | – |`);
  }

  onEnd(): void {
    const head = ['| fault | injected | training lost | what the reader saw |', '|---|---|---|---|'];
    console.log(`\n${[...head, ...this.rows].join('\n')}`);
  }
}
