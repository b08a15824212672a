import type { FunctionComponent, VNode } from 'preact';
import { Show } from '../page/states.tsx';
import { useLoad } from './load.ts';

/**
 * A page whose script is fetched when it is opened. Without a connection the page says so and tries again.
 * @param name of the page, one for each
 */
export function later<P extends object>(
  name: string,
  fetchPage: () => Promise<FunctionComponent<P>>,
): FunctionComponent<P> {
  return function Later(props: P): VNode {
    const loaded = useLoad(name, async () => ({ Page: await fetchPage() }));
    return <Show of={loaded}>{({ Page }) => <Page {...props} />}</Show>;
  };
}
