import { DataTable } from '../../components/data-table/data-table.tsx';
import { Article } from '../layout/article.tsx';
import type { Page } from '../page.ts';

/** What is kept, why and until when (PIPA §30: a processing policy, published). */
export const privacy: Page = {
  path: '/privacy/',
  family: 'reading',
  title: ({ t }) => t.privacy.title,
  description: ({ t }) => t.privacy.description,
  body: ({ t, say }) => (
    <Article title={t.privacy.title} lead={t.privacy.lead}>
      <DataTable
        scroll
        wide
        caption={t.privacy.tableCaption}
        columns={(['who', 'what', 'why', 'until'] as const).map((key) => ({
          key,
          title: t.privacy.columns[key],
        }))}
        rows={t.privacy.rows.map((row) => ({ ...row, until: say(row.until) }))}
      />
      {t.privacy.sections.map((section) => (
        <section>
          <h2>{section.title}</h2>
          {section.text.map((text) => (
            <p>{say(text)}</p>
          ))}
        </section>
      ))}
      <p class="note">{say(t.privacy.since)}</p>
    </Article>
  ),
};
