import type { PageContext } from '../context.ts';
import { contactQuestions, districtQuestion, streetQuestions } from './contact-questions.ts';
import { needsQuestions } from './needs.ts';
import { type Question, type QuestionStep, sentencesOf } from './question.ts';

/** What a household is asked (POST /api/public/applications/households), on the web and on paper. */
export function householdSteps(context: PageContext): QuestionStep[] {
  const { t } = context;
  const { district, where, reason, consents } = t.household;
  return [
    {
      id: 'district-step',
      title: district.title,
      lead: district.lead,
      questions: [districtQuestion(context, 'address')],
    },
    who(context),
    { id: 'where', title: where.title, questions: streetQuestions(context, 'address') },
    category(context),
    {
      id: 'needs-step',
      title: t.needs.title,
      questions: [
        ...needsQuestions(context),
        {
          as: 'lines',
          id: 'reason',
          name: 'reason',
          label: reason.label,
          hint: reason.hint,
          maxlength: 500,
        },
      ],
    },
    { id: 'consents', title: consents.title, questions: householdConsents(context) },
  ];
}

function who(context: PageContext): QuestionStep {
  const { t, texts } = context;
  const words = t.household.who;
  const birth: Question = {
    as: 'line',
    id: 'birth',
    name: 'birthDate:date',
    label: words.birth,
    hint: words.birthHint,
    required: true,
    inputmode: 'numeric',
    pattern: '(19|20)[0-9]{2}[.\\-]?[0-9]{2}[.\\-]?[0-9]{2}',
    maxlength: 10,
    autocomplete: 'bday',
    width: 14,
    boxes: 8,
    sentences: {
      ...sentencesOf({ required: words.birthRequired, invalid: words.birthInvalid }),
      BIRTH_DATE_IN_FUTURE: texts.applications.errors.BIRTH_DATE_IN_FUTURE,
    },
  };
  return { id: 'who', title: words.title, questions: [...contactQuestions(context, 'contact'), birth] };
}

function category({ t, city, words }: PageContext): QuestionStep {
  const { title, lead, label, required, size, sizeRequired, sizeInvalid } = t.household.category;
  return {
    id: 'category-step',
    title,
    lead,
    questions: [
      {
        as: 'one',
        id: 'category',
        name: 'category',
        label,
        required: true,
        choices: city.householdCategories.map((one) => ({ value: one.code, label: words(one.name) })),
        sentences: { ...sentencesOf({ required }), CATEGORY_UNKNOWN: required },
      },
      {
        as: 'line',
        id: 'size',
        name: 'householdSize:number',
        label: size,
        required: true,
        inputmode: 'numeric',
        pattern: '[1-9]|1[0-5]',
        maxlength: 2,
        width: 4,
        sentences: sentencesOf({ required: sizeRequired, invalid: sizeInvalid }),
      },
    ],
  };
}

/** Data of the person, welfare and disability data (PIPA §23: by itself), and the look-up that spares papers. */
function householdConsents({ t }: PageContext): Question[] {
  const { privacyText, sensitive, sensitiveText, sensitiveAgree, sensitiveRequired, ...more } =
    t.household.consents;
  return [
    {
      as: 'agree',
      id: 'privacy',
      name: 'consents.privacy:flag',
      label: t.give.consents.privacy,
      hint: privacyText,
      agree: t.give.consents.privacyAgree,
      required: true,
      sentences: sentencesOf({ required: t.give.consents.privacyRequired }),
    },
    {
      as: 'agree',
      id: 'sensitive',
      name: 'consents.sensitive:flag',
      label: sensitive,
      hint: sensitiveText,
      agree: sensitiveAgree,
      required: true,
      sentences: sentencesOf({ required: sensitiveRequired }),
    },
    {
      as: 'agree',
      id: 'look-up',
      name: 'consents.lookUp:flag',
      label: more.lookUp,
      hint: more.lookUpText,
      agree: more.lookUpAgree,
    },
  ];
}
