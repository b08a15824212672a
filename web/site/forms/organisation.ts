import type { PageContext } from '../context.ts';
import { contactQuestions, districtQuestion, PHONE, streetQuestions } from './contact-questions.ts';
import { needsQuestions } from './needs.ts';
import { type Question, type QuestionStep, sentencesOf } from './question.ts';

/** What a welfare organisation is asked (POST /api/public/applications/organisations), on the web and on paper. */
export function organisationSteps(context: PageContext): QuestionStep[] {
  const { t } = context;
  const { district, contact, where, consents } = t.organisation;
  return [
    {
      id: 'district-step',
      title: district.title,
      lead: t.household.district.lead,
      questions: [districtQuestion(context, 'address')],
    },
    who(context),
    {
      id: 'contact',
      title: contact.title,
      questions: contactQuestions(context, 'contact', t.fields.personInCharge),
    },
    { id: 'where', title: where.title, questions: streetQuestions(context, 'address') },
    place(context),
    { id: 'use', title: t.organisation.use.title, questions: use(context) },
    { id: 'needs-step', title: t.needs.title, questions: needsQuestions(context) },
    {
      id: 'consents',
      title: consents.title,
      questions: [
        {
          as: 'agree',
          id: 'privacy',
          name: 'consents.privacy:flag',
          label: t.give.consents.privacy,
          hint: consents.privacyText,
          agree: t.give.consents.privacyAgree,
          required: true,
          sentences: sentencesOf({ required: t.give.consents.privacyRequired }),
        },
      ],
    },
  ];
}

function who({ t, city, words }: PageContext): QuestionStep {
  const { title, name, nameRequired, kind, kindRequired, number, numberHint } = t.organisation.who;
  return {
    id: 'who',
    title,
    questions: [
      {
        as: 'line',
        id: 'organisation',
        name: 'organisation.name',
        label: name,
        required: true,
        maxlength: 80,
        autocomplete: 'organization',
        sentences: sentencesOf({ required: nameRequired }),
      },
      {
        as: 'one',
        id: 'organisation-kind',
        name: 'organisation.kind',
        label: kind,
        required: true,
        choices: city.organisationKinds.map((one) => ({ value: one.code, label: words(one.name) })),
        sentences: { ...sentencesOf({ required: kindRequired }), CATEGORY_UNKNOWN: kindRequired },
      },
      {
        as: 'line',
        id: 'number',
        name: 'organisation.registrationNumber',
        label: number,
        hint: numberHint,
        maxlength: 12,
        width: 14,
        inputmode: 'numeric',
      },
    ],
  };
}

/** Where the PCs will stand, the network there, and who looks after them, if it is not who applies. */
function place({ t }: PageContext): QuestionStep {
  const words = t.organisation.place;
  return {
    id: 'place',
    title: words.title,
    questions: [
      {
        as: 'line',
        id: 'place-name',
        name: 'place.name',
        label: words.name,
        hint: words.nameHint,
        required: true,
        maxlength: 80,
        sentences: sentencesOf({ required: words.nameRequired }),
      },
      {
        as: 'one',
        id: 'network',
        name: 'place.network',
        label: words.network,
        required: true,
        choices: NETWORKS.map((network) => ({ value: network, label: words.networks[network] })),
        sentences: sentencesOf({ required: words.networkRequired }),
      },
      {
        as: 'line',
        id: 'keeper',
        name: 'place.inCharge.name',
        label: words.keeper,
        hint: words.keeperHint,
        maxlength: 60,
        width: 24,
        sentences: sentencesOf({ required: words.keeperRequired }),
      },
      {
        as: 'line',
        id: 'keeper-phone',
        name: 'place.inCharge.phone',
        type: 'tel',
        label: words.keeperPhone,
        pattern: PHONE,
        maxlength: 30,
        width: 14,
        sentences: sentencesOf({ required: words.keeperPhoneRequired, invalid: t.fields.phone.invalid }),
      },
    ],
  };
}

const NETWORKS = ['wired', 'wireless', 'none'] as const;

function use({ t }: PageContext): Question[] {
  const words = t.organisation.use;
  return [
    {
      as: 'line',
      id: 'computers',
      name: 'computers:number',
      label: words.computers,
      hint: words.computersHint,
      required: true,
      inputmode: 'numeric',
      pattern: '[1-9]|1[0-9]|20',
      maxlength: 2,
      width: 4,
      sentences: sentencesOf({ required: words.computersRequired, invalid: words.computersInvalid }),
    },
    {
      as: 'line',
      id: 'people',
      name: 'peopleReached:number',
      label: words.people,
      required: true,
      inputmode: 'numeric',
      pattern: '[1-9][0-9]{0,4}|100000',
      maxlength: 6,
      width: 8,
      sentences: sentencesOf({ required: words.peopleRequired, invalid: words.peopleInvalid }),
    },
    {
      as: 'lines',
      id: 'purpose',
      name: 'purpose',
      label: words.purpose,
      hint: words.purposeHint,
      required: true,
      maxlength: 500,
      sentences: sentencesOf({ required: words.purposeRequired }),
    },
  ];
}
