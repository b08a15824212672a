/** One step of the page at a time; each is a place in the browser's history, so that "back" goes back one step. */
export interface Steps {
  readonly ids: readonly string[];
  current(): string;
  /** Goes to a step as one follows a link. */
  go(id: string): void;
}

/**
 * @param on called when a step is about to be shown, also by "back" and "forward"; the step it gives is shown
 */
export function stepsOf(form: ParentNode, on: (id: string) => string): Steps {
  const all = [...form.querySelectorAll<HTMLElement>('[data-step]')];
  const ids = all.map((step) => step.id);
  const title = document.title;
  let current = ids[0] ?? '';

  function show(wanted: string, focus: boolean): void {
    current = on(ids.includes(wanted) ? wanted : (ids[0] ?? ''));
    for (const step of all) step.hidden = step.id !== current;
    const heading = document.querySelector<HTMLElement>(`#${current} h1`);
    document.title = `${heading?.textContent ?? ''} – ${title}`;
    if (!focus) return;
    heading?.focus({ preventScroll: true });
    scrollTo({ top: 0, behavior: 'instant' });
  }
  addEventListener('popstate', () => show(location.hash.slice(1), true));
  if (location.hash) show(location.hash.slice(1), false);

  return {
    ids,
    current: () => current,
    go: (id) => {
      history.pushState({ step: true }, '', `#${id}`);
      show(id, true);
    },
  };
}
