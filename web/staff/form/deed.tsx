import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../../components/button/button.tsx';
import { go, query, withQuery } from '../core/router.ts';
import { t } from '../core/words.ts';
import { useRecord } from '../page/record.tsx';
import { wrongControls } from './check.ts';
import { Conflict } from './conflict.tsx';
import { type Form, useForm, type Values } from './form.ts';
import { Trouble } from './trouble.tsx';

interface DeedProps<V extends Values> {
  /** The move's name; `?do=<name>` opens it, so that a reload or a new sign-in comes back to it. */
  name: string;
  title: string;
  lead?: ComponentChildren;
  submit: string;
  tone?: 'danger';
  /** Wider, for tables of lines. */
  wide?: boolean;
  initial: V;
  fieldOf?: Readonly<Record<string, keyof V & string>>;
  /** For what may be kept nowhere: forgotten when the dialog is closed. */
  unkept?: boolean;
  /** Sends it; what it gives is said on the page. */
  send: (values: V, intent: string) => Promise<string>;
  /** More to check than the browser can; field problems, or nothing. */
  check?: (values: V) => { path: string; code: string }[];
  children?: (form: Form<V>) => ComponentChildren;
}

/** One thing a person does to a record, as a form in a dialog. What was typed outlives errors, conflicts and sign-ins. */
export function Deed<V extends Values>(props: DeedProps<V>): VNode | null {
  const record = useRecord();
  const form = useForm<V>(`${props.name}-${record.id}`, props);
  return query.value.get('do') === props.name ? <DeedDialog {...props} form={form} /> : null;
}

const close = () => go(withQuery({ do: undefined }), 'replace');

function DeedDialog<V extends Values>(props: DeedProps<V> & { form: Form<V> }): VNode {
  const { name, form, title, lead, submit, tone, wide, unkept, send, check, children } = props;
  const record = useRecord();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => {
      shown?.close();
      if (unkept) form.drop();
      // Back to the link that opened it, unless what was done has taken the focus (or the link is gone with the state).
      requestAnimationFrame(() => {
        if (document.activeElement === document.body)
          document.querySelector<HTMLElement>(`[data-deed="${name}"]`)?.focus();
      });
    };
  }, [name, unkept, form]);
  const sendForm = async (event: Event & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const wrong = [...wrongControls(event.currentTarget), ...(check?.(form.values.value) ?? [])];
    form.wrong.value = [...new Map(wrong.map((one) => [one.path, one])).values()];
    form.problem.value = undefined;
    if (wrong.length > 0) return;
    record.say(undefined);
    let said = '';
    const taken = await form.send(async (values, intent) => {
      said = await send(values, intent);
      // The page behind must be the new one before it can be clicked again.
      await record.reload();
    });
    if (!taken) return;
    close();
    record.say(said);
  };
  return (
    <dialog
      ref={dialog}
      class={wide ? 'deed deed-wide' : 'deed'}
      aria-labelledby={`${form.id}-title`}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <form noValidate id={form.id} onSubmit={sendForm}>
        <header class="deed-head">
          <h2 id={`${form.id}-title`} tabIndex={-1} autofocus>
            {title}
          </h2>
          <button type="button" class="deed-close" onClick={close} aria-label={t('staff.form.close')}>
            ×
          </button>
        </header>
        <div class="deed-body">
          <Trouble form={form} />
          <Conflict form={form} />
          {lead && <div class="deed-lead">{lead}</div>}
          {children?.(form)}
        </div>
        <footer class="deed-foot">
          <Button variant="secondary" onClick={close}>
            {t('staff.form.later')}
          </Button>
          <Button type="submit" variant={tone ?? 'primary'} aria-disabled={form.busy.value}>
            {form.busy.value ? t('staff.form.sending') : submit}
          </Button>
        </footer>
      </form>
    </dialog>
  );
}
