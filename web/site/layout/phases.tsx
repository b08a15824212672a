import type { VNode } from 'preact';
import type { PageContext } from '../context.ts';

/** When who may apply, from the city pack; whether it is open today is put in by the page's script. */
export function Phases({ context }: { context: PageContext }): VNode {
  const { t, city, words, say, day } = context;
  const nameOf = (code: string): string => {
    const district = city.districts.find((d) => d.code === code);
    return district ? words(district.name) : code;
  };
  return (
    <ul class="phases">
      {city.phases.map((phase) => (
        <li data-phase={phase.id} data-from={phase.opensOn} data-to={phase.closesOn}>
          <span data-phase-state hidden />
          <strong>{words(phase.name)}</strong>
          <span>
            {say(t.home.notices.period, { from: day(phase.opensOn), to: day(phase.closesOn) })}
            {' · '}
            {phase.districts?.length ? phase.districts.map(nameOf).join(', ') : t.home.notices.everywhere}
          </span>
        </li>
      ))}
    </ul>
  );
}
