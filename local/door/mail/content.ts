import { ServiceError } from '../errors.ts';
import type { MailAttachment } from './mailbox.ts';
import { readMessage } from './message.ts';

export interface MailContent {
  readonly raw: boolean;
  readonly from?: string;
  readonly to?: readonly string[] | undefined;
  readonly subject: string;
  readonly text?: string;
  readonly html?: string;
  readonly attachments: readonly MailAttachment[];
  readonly headers: Readonly<Record<string, string>>;
}

interface Content {
  Simple?: {
    Subject?: { Data?: string };
    Body?: { Text?: { Data: string }; Html?: { Data: string } };
    Headers?: { Name: string; Value: string }[];
    Attachments?: { FileName: string; ContentType?: string; RawContent: string }[];
  };
  Raw?: { Data?: string };
}

/** SES v2's Content: simple or raw. @throws ServiceError BadRequestException */
export function readContent(given: unknown): MailContent {
  const { Simple, Raw } = (given ?? {}) as Content;
  if (Raw?.Data !== undefined)
    return { raw: true, ...readMessage(Buffer.from(Raw.Data, 'base64').toString('utf8')) };
  if (!Simple)
    throw new ServiceError(
      'BadRequestException',
      'Content must be Simple or Raw: templates are not implemented',
    );
  const { Subject, Body, Headers = [], Attachments = [] } = Simple;
  if (Subject?.Data === undefined)
    throw new ServiceError('BadRequestException', 'Missing required field Subject');
  if (!Body?.Text && !Body?.Html)
    throw new ServiceError('BadRequestException', 'Missing required field Body');
  return {
    raw: false,
    subject: Subject.Data,
    ...(Body.Text ? { text: Body.Text.Data } : {}),
    ...(Body.Html ? { html: Body.Html.Data } : {}),
    attachments: Attachments.map(({ FileName, ContentType, RawContent }) => ({
      name: FileName,
      type: ContentType ?? 'application/octet-stream',
      content: RawContent,
    })),
    headers: Object.fromEntries(Headers.map(({ Name, Value }) => [Name, Value])),
  };
}

/** `"IT Hope" <a@b.kr>` → `a@b.kr`. */
export const addressOf = (text: string): string => (/<([^<>]+)>\s*$/.exec(text)?.[1] ?? text).trim();

export const displayName = (text: string): string | undefined =>
  /^\s*"?([^"<]*?)"?\s*<[^<>]+>\s*$/.exec(text)?.[1] || undefined;
