import { type Signal, signal } from '@preact/signals';
import { type ComponentChildren, createContext, type VNode } from 'preact';
import { useContext, useEffect, useMemo, useRef } from 'preact/hooks';
import { Notification } from '../../components/notification/notification.tsx';
import type { AnswerOf } from '../contracts.ts';
import type { Loaded } from '../core/load.ts';

export type HistoryLine = AnswerOf<'readDonation'>['history'][number];

export interface RecordPage {
  readonly id: string;
  reload(): Promise<void>;
  /** The newest line of the record's history as it is on the server now. */
  peekLast(): Promise<HistoryLine | undefined>;
  /** Says on the page what was just done. */
  say(words: string | undefined): void;
  readonly said: Signal<string | undefined>;
}

const Context = createContext<RecordPage | undefined>(undefined);

/** The record that the page is about. */
export function useRecord(): RecordPage {
  const page = useContext(Context);
  if (!page) throw new Error('outside of a record page');
  return page;
}

/** Its id, or undefined where a history stands without a record's page. */
export const useRecordId = (): string | undefined => useContext(Context)?.id;

const newest = (history: readonly HistoryLine[] | undefined): HistoryLine | undefined =>
  history?.reduce((a, b) => (a.at >= b.at ? a : b), history[0] as HistoryLine);

interface RecordProps {
  id: string;
  loaded: Loaded<unknown>;
  children: ComponentChildren;
}

/** Gives the forms on a page the record they are about. */
export function RecordScope({ id, loaded, children }: RecordProps): VNode {
  const page = useMemo<RecordPage>(() => {
    const said = signal<string | undefined>(undefined);
    return {
      id,
      said,
      reload: loaded.reload,
      async peekLast() {
        const fresh = (await loaded.peek().catch(() => undefined)) as { history?: HistoryLine[] } | undefined;
        return newest(fresh?.history);
      },
      say(words) {
        said.value = words;
      },
    };
  }, [id, loaded]);
  return <Context.Provider value={page}>{children}</Context.Provider>;
}

/** What was just done, at the top of the page, with the focus: the button that did it may be gone. */
export function Said(): VNode {
  const { said } = useRecord();
  const box = useRef<HTMLDivElement>(null);
  const words = said.value;
  useEffect(() => {
    if (words) box.current?.focus();
  }, [words]);
  return (
    <div ref={box} class="said" tabIndex={-1} role="status">
      {words && <Notification tone="success">{words}</Notification>}
    </div>
  );
}
