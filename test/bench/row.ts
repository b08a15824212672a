/** One line of the bench: what was measured, against what, and whether it is within its budget. */
export interface Row {
  readonly part: 'plan' | 'functions' | 'kernel' | 'database' | 'lists' | 'workflow';
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** Past it the bench fails. */
  readonly budget?: number;
  /** The figure of numbers.md, where it has one. */
  readonly reference?: number;
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};

export const rounded = (value: number, digits = 1): number => Number(value.toFixed(digits));

export const isOver = (row: Row): boolean => row.budget !== undefined && row.value > row.budget;
