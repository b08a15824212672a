/** The committees' pages: fetched when one of them is opened. */
export { Decisions } from './decisions.tsx';
export { ItemPage } from './item.tsx';
export { Committees } from './list.tsx';
export { MeetingPage } from './meeting.tsx';
export { Members } from './members.tsx';
export { NewMeeting } from './new-meeting.tsx';
