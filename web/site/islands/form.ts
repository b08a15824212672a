import { startForm } from './step-form.ts';

startForm();
