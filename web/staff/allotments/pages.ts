/** The allotments' pages: fetched when one of them is opened. */
export { AllotmentPage } from './allotment.tsx';
export { Allotments } from './list.tsx';
export { Suggestion } from './suggestion.tsx';
