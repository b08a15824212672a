/** The allotments' pages: fetched when one of them is opened. */
export { AllotmentPage } from './allotment.tsx';
export { Computation } from './computation.tsx';
export { Allotments } from './list.tsx';
