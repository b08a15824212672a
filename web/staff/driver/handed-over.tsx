import type { VNode } from 'preact';
import { nameOf, t } from '../core/words.ts';
import { type Signing, signatureOf, wrongInSignature } from '../deliveries/signature.ts';
import { SignatureFields } from '../deliveries/signature-fields.tsx';
import { HANDOVER, type HandoverItem, MUST_BE_TRUE } from '../deliveries/words.ts';
import { ManyField, NoteField } from '../form/bind.tsx';
import { optionalText } from '../form/texts.ts';
import type { FieldProblem } from '../problem.ts';
import { AtDoor } from './at-door.tsx';
import { useKeptForm } from './kept-form.ts';
import { outbox, record } from './outbox.ts';
import { PhotoField } from './photo-field.tsx';
import { fateOf, nameOfStop, type Placed } from './stops.ts';
import { chosenAtFirst, WhichField } from './which.tsx';

/** What is typed, drawn and photographed at a hand-over. */
export interface HandOverValues extends Signing {
  readonly which: readonly string[];
  readonly handover: readonly HandoverItem[];
  readonly agreed: readonly string[];
  readonly photos: readonly Blob[];
  readonly note: string;
}

function wrongIn(values: HandOverValues): FieldProblem[] {
  const { which, handover, photos, agreed } = values;
  const missing = MUST_BE_TRUE.filter((item) => !handover.includes(item));
  return [
    ...(which.length === 0 ? [{ path: 'which', code: 'REQUIRED' }] : []),
    ...(missing.length > 0 ? [{ path: 'handover', code: 'HANDOVER_INCOMPLETE' }] : []),
    ...wrongInSignature(values),
    ...(photos.length > 0 && agreed.length === 0 ? [{ path: 'agreed', code: 'CONSENT_NEEDED' }] : []),
  ];
}

function bodyOf(values: HandOverValues) {
  const { handover, how, photos, note } = values;
  return {
    signature: signatureOf(values),
    handover: Object.fromEntries(HANDOVER.map((item) => [item, handover.includes(item)])),
    consents: { signature: how !== 'none', photos: photos.length > 0 },
    ...optionalText({ note }),
  };
}

/** Handed over: gone through together, signed, with photos if the recipient agrees. */
export function HandedOver({ placed: { sheet, stop } }: { placed: Placed }): VNode | null {
  const form = useKeptForm<HandOverValues>(`confirm-${nameOfStop(stop)}`, {
    ...{ which: chosenAtFirst(stop), handover: [], how: 'drawn', strokes: [], name: '' },
    ...{ because: '', agreed: [], photos: [], note: '' },
  });
  if (!form) return null;
  const done = async (values: HandOverValues) => {
    const at = new Date().toISOString();
    const given = stop.deliveries.filter(
      (one) => values.which.includes(one.id) && fateOf(one, outbox.value) === 'open',
    );
    const of = ({ id, assetNumber }: (typeof given)[number]) => ({
      ...{ about: id, route: sheet.id, label: assetNumber, at },
    });
    const [first] = given;
    await record([
      ...given.map((one) => ({ ...of(one), kind: 'confirm' as const, body: bodyOf(values) })),
      // They show one room: once is enough, with the first PC.
      ...(first
        ? values.photos.map((photo) => ({ ...of(first), kind: 'photo' as const, body: {}, photo }))
        : []),
    ]);
  };
  return (
    <AtDoor
      form={form}
      title={t('deliveries.moves.confirm')}
      lead={t('deliveries.handover.lead')}
      submit={t('deliveries.handover.submit')}
      check={wrongIn}
      done={done}
    >
      <WhichField form={form} stop={stop} />
      <ManyField
        form={form}
        name="handover"
        label={t('staff.labels.handover')}
        required
        choices={HANDOVER.map((value) => ({ value, label: nameOf('deliveries.handover.items', value) }))}
      />
      <PhotoField form={form} />
      <SignatureFields form={form} />
      <NoteField form={form} name="note" label={t('staff.labels.note')} max={300} />
    </AtDoor>
  );
}
