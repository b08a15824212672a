/** What an invocation came to, as Lambda's Invoke answers it. */
export interface Outcome {
  /** 200 when the function ran, whatever it threw; 404, 413 and 429 when it did not. */
  readonly status: number;
  readonly payload: unknown;
  /** Set when the function threw, ended or took too long; the payload is then a FunctionFailure. */
  readonly functionError?: 'Unhandled';
}

export interface FunctionFailure {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

export const failed = (errorType: string, errorMessage: string, trace?: readonly string[]): Outcome => ({
  status: 200,
  functionError: 'Unhandled',
  payload: { errorType, errorMessage, ...(trace ? { trace } : {}) } satisfies FunctionFailure,
});

export const refused = (status: number, type: string, message: string): Outcome => ({
  status,
  payload: { Type: 'User', __type: type, message },
});
