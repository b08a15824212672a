import type { ComponentChildren, VNode } from 'preact';
import { Button } from '../../components/button/button.tsx';
import { Icon } from '../../components/icon/icon.tsx';
import { Notification } from '../../components/notification/notification.tsx';
import type { Loaded } from '../core/load.ts';
import { errorText, t } from '../core/words.ts';
import type { Problem } from '../problem.ts';
import { Heading } from './heading.tsx';

/** Nothing to show, and what that means for the one who reads it. */
export function Empty({ children }: { children: ComponentChildren }): VNode {
  return (
    <div class="empty">
      <Icon name="check" />
      <p>{children}</p>
    </div>
  );
}

export function LoadFailed({ problem, retry }: { problem: Problem; retry: () => Promise<void> }): VNode {
  return (
    <Notification tone="error" title={t('staff.page.notLoaded')} live>
      <p>{errorText(problem.code)}</p>
      {problem.requestId && problem.status >= 500 && (
        <p class="note">{t('staff.form.requestId', { id: problem.requestId })}</p>
      )}
      {problem.status !== 403 && problem.status !== 404 && (
        <Button variant="secondary" size="small" onClick={retry}>
          {t('staff.page.retry')}
        </Button>
      )}
    </Notification>
  );
}

/** The height of a table to come, so that nothing jumps. */
export function Rows({ count = 6 }: { count?: number }): VNode {
  return (
    <div class="rows-to-come" role="status">
      <span class="visually-hidden">{t('staff.page.loading')}</span>
      {Array.from({ length: count }, () => (
        <div />
      ))}
    </div>
  );
}

interface ShowProps<T> {
  of: Loaded<T>;
  /** For a page whose own heading comes with the record: what stands there until then. */
  heading?: string;
  children: (data: T) => ComponentChildren;
}

/** Shows what was loaded; before that its shape, on failure why. */
export function Show<T>({ of, heading, children }: ShowProps<T>): VNode {
  const data = of.data.value;
  const problem = of.problem.value;
  if (data !== undefined) return <>{children(data)}</>;
  return (
    <>
      {heading && (
        <div class="page-head">
          <Heading>{heading}</Heading>
        </div>
      )}
      {problem ? <LoadFailed problem={problem} retry={of.reload} /> : <Rows count={8} />}
    </>
  );
}
