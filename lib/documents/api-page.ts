import type { Contract, Route } from '../../functions/kernel/contract.ts';

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const who = (route: Route): string => {
  const { access } = route;
  if (access.audience === 'staff') return access.groups.join(', ');
  return access.audience === 'public' && access.session ? 'holder of the code' : access.audience;
};

const rows = (contract: Contract) =>
  Object.entries(contract.routes)
    .map(
      ([name, route]) =>
        `<tr><td><code>${route.method}</code></td><td><code>${escaped(route.path)}</code></td>` +
        `<td>${escaped(name)}</td><td>${escaped(route.summary)}</td><td>${escaped(who(route))}</td></tr>`,
    )
    .join('\n');

/** docs/api/index.html: the routes at a glance; the machine's document is openapi.json beside it. */
export function apiPage(contracts: readonly Contract[]): string {
  const sections = contracts.map(
    (contract) =>
      `<h2>${contract.domain}</h2>\n<table>\n<thead><tr><th>method</th><th>path</th><th>name</th><th>what</th><th>for</th></tr></thead>\n` +
      `<tbody>\n${rows(contract)}\n</tbody></table>\n<p>Own errors: ${
        Object.entries(contract.errors)
          .map(([code, status]) => `<code>${code}</code> ${status}`)
          .join(', ') || 'none'
      }</p>`,
  );
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>ithope API</title>
<style>
body{font:16px/1.5 system-ui;margin:2rem auto;max-width:72rem;padding:0 1rem}
table{border-collapse:collapse;width:100%}
td,th{border-bottom:1px solid #ccd;padding:.35rem .5rem;text-align:left;vertical-align:top}
code{font-size:.95em;overflow-wrap:anywhere}
@media(max-width:50rem){thead{display:none}tr{display:block;border-bottom:1px solid #ccd;padding:.5rem 0}td{display:block;border:0;padding:0}}
</style>
</head>
<body>
<main>
<h1>ithope API</h1>
<p>Generated from the contracts by <code>npm run docs</code>. <a href="openapi.json">OpenAPI 3.1</a>.
Every write needs an <code>Idempotency-Key</code> (a ULID). Errors are <code>application/problem+json</code> with a code.</p>
${sections.join('\n')}
</main>
</body>
</html>
`;
}
