import type { City } from '../../functions/kernel/city.ts';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeText = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

/** The one page of the app. Nothing inline: the policy allows only the app's own files. */
export function page(
  city: City,
  files: { script: string; style: string; fonts: readonly string[]; texts: string },
): string {
  const [language = 'ko'] = city.languages;
  const fonts = files.fonts
    .map((font) => `<link rel="preload" href="/staff/${font}" as="font" type="font/woff2" crossorigin>`)
    .join('\n');
  const title = escapeText(city.programme[language] ?? city.id);
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="theme-color" content="#052561">
<title>${title}</title>
${fonts}
<link rel="preload" href="${files.texts}" as="fetch" crossorigin="anonymous">
<link rel="stylesheet" href="/staff/${files.style}">
<script type="module" src="/staff/${files.script}"></script>
</head>
<body>
<div id="app"></div>
<noscript><p>이 화면을 쓰려면 브라우저에서 자바스크립트를 켜 주세요. Please turn on JavaScript. ${escapeText(city.contact.phone)}</p></noscript>
</body>
</html>
`;
}
