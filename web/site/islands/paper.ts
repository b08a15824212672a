import { find } from './page-data.ts';

find('[data-print]').addEventListener('click', () => print());
