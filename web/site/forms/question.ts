import type { Choice } from '../../components/select/select.tsx';

/** Sentences for one field by code (`REQUIRED`, `INVALID`, codes of the domain). */
export type Sentences = Readonly<Record<string, string>>;

interface Asked {
  readonly id: string;
  /** Where the answer goes in the request and how it is meant: `contact.phone`, `householdSize:number`. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly required?: boolean;
  readonly sentences?: Sentences;
}

/** One line to type or to write: a name, a number, a day. */
export interface Line extends Asked {
  readonly as: 'line';
  readonly type?: 'text' | 'tel' | 'email';
  readonly inputmode?: 'numeric';
  readonly pattern?: string;
  readonly maxlength: number;
  readonly autocomplete?: string;
  readonly width?: 4 | 8 | 14 | 24;
  /** Either this or the one at that path must be answered. */
  readonly or?: string;
  /** On paper: so many boxes, a figure in each. */
  readonly boxes?: number;
}
/** Several lines. */
export interface Lines extends Asked {
  readonly as: 'lines';
  readonly maxlength: number;
}
/** One of a few. */
export interface OneOf extends Asked {
  readonly as: 'one';
  readonly choices: readonly Choice[];
}
/** Any of a few. */
export interface AnyOf extends Asked {
  readonly as: 'any';
  readonly choices: readonly Choice[];
}
/** One of many, by list on the web; on paper it is ticked or, where there are too many, written. */
export interface Listed extends Asked {
  readonly as: 'list';
  readonly choices: readonly Choice[];
  /** The first, empty entry; without one the first choice stands for no answer. */
  readonly empty?: string;
}
/** One consent by itself, with what it is for (PIPA §22: never bundled). */
export interface Agree extends Asked {
  readonly as: 'agree';
  readonly agree: string;
}
/** Known without asking: the language of the page. */
export interface Known {
  readonly as: 'known';
  readonly name: string;
  readonly value: string;
}

/** What is asked, said once: the web form, the paper form and the sentences of what is wrong are made from it. */
export type Question = Line | Lines | OneOf | AnyOf | Listed | Agree | Known;

export interface QuestionStep {
  readonly id: string;
  readonly title: string;
  readonly lead?: string;
  readonly questions: readonly Question[];
}

/** Of two of which one is enough, only the second says so. */
export const isEither = (question: Question) =>
  question.as === 'line' && question.type === 'tel' && question.sentences?.REQUIRED === undefined;
/** What has an answer from the start. */
export const isSet = (question: Question) => question.as === 'list' && question.empty === undefined;

interface Pair {
  required?: string;
  invalid?: string;
}
/** Sentences by the codes that the page and the server give. */
export const sentencesOf = ({ required, invalid }: Pair): Record<string, string> => ({
  ...(required && { REQUIRED: required }),
  ...((invalid ?? required) && { INVALID: invalid ?? required ?? '' }),
});

/** The sentences of all questions, by the path of each in the request. */
export const sentencesIn = (questions: readonly Question[]): Record<string, Sentences> =>
  Object.fromEntries(
    questions.flatMap((question) =>
      'sentences' in question && question.sentences
        ? [[question.name.replace(/:.*/, ''), question.sentences] as const]
        : [],
    ),
  );
