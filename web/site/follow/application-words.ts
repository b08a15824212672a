import type { PageContext } from '../context.ts';

/** In bytes, said in whole MB. */
const MB = 1024 * 1024;

/** Words that only applicants need: a file beside the follow page, so that nobody else's first view carries them. */
export const applicationWordsFile = (language: string): string => `follow-application-${language}.json`;
export function applicationWordsOf(context: PageContext) {
  const { t, texts, city, words, say } = context;
  const { apply, applications } = texts;
  const { eligibility } = city;
  const size = { mb: Math.floor(eligibility.largestDocument / MB), days: eligibility.keepDocumentsDays };
  return {
    title: t.follow.show.application,
    status: applications.status,
    stages: { ...t.follow.applicationStages, ...apply.application.stages },
    reasons: applications.refused,
    now: filled(apply.application.now, say),
    final: say(apply.application.final),
    refused: t.follow.show.refused,
    count: t.follow.show.count,
    withdraw: t.follow.show.withdrawApplication,
    documents: {
      ...apply.documents,
      lead: say(apply.documents.lead, size),
      kept: say(apply.documents.kept, size),
      largest: eligibility.largestDocument,
      kinds: Object.fromEntries(
        eligibility.documents.map(({ code, name, newestMonths, waivedByLookUp }) => [
          code,
          {
            name: words(name),
            note: newestMonths ? say(apply.documents.newest, { months: newestMonths }) : '',
            waivedByLookUp,
          },
        ]),
      ) as Readonly<Record<string, { name: string; note: string; waivedByLookUp: boolean }>>,
    },
    appeal: { ...apply.appeal, law: say(apply.appeal.law, { law: eligibility.appealSource }) },
    appointment: appointmentWordsOf(context),
    sentences: {
      words: { REQUIRED: apply.appeal.required, INVALID: apply.appeal.required },
      slot: { REQUIRED: apply.appointment.slotRequired },
    },
    errors: filled({ ...apply.documents.errors, ...apply.appeal.errors }, say, size),
  };
}
export type ApplicationWords = ReturnType<typeof applicationWordsOf>;

/** The words of choosing a day, on its own page and on the follow page. */
export function appointmentWordsOf({ texts, say, locale }: PageContext) {
  const { errors, slots, ...appointment } = texts.apply.appointment;
  return { ...filled(appointment, say), locale, slots, errors: filled(errors, say) };
}
export type AppointmentWords = ReturnType<typeof appointmentWordsOf>;

const filled = <T extends Readonly<Record<string, string>>>(
  texts: T,
  say: PageContext['say'],
  more?: Readonly<Record<string, string | number>>,
): T => Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, say(text, more)])) as T;
