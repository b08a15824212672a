import * as z from 'zod';
import { logBlocked } from '../kernel/blocked-paper.ts';
import type { City } from '../kernel/city.ts';
import { idOf } from '../kernel/ids.ts';
import { LOG, log } from '../kernel/log.ts';
import type { Objects } from '../kernel/objects.ts';
import type { Table } from '../kernel/table.ts';
import { certify } from './certificate.ts';
import { drawCertificate } from './certificate-form.ts';
import { devicesRepository } from './repository.ts';
import { certificateKey } from './view.ts';

export const CertificateRequest = z.object({ device: idOf('device') });

/** Makes an erased device's certificate and stores it. Asked twice, it writes the same file again. */
export async function issueCertificate(
  deps: { readonly table: Table; readonly documents: Pick<Objects, 'put'>; readonly city: City },
  request: unknown,
): Promise<void> {
  const { device: id } = CertificateRequest.parse(request);
  const repository = devicesRepository(deps.table);
  const [device, evidence] = await Promise.all([repository.read(id), repository.evidence(id)]);
  const paper = certificateKey(id);
  const file = await logBlocked({ paper, device: id }, () =>
    drawCertificate(certify(device, evidence, deps.city), deps.city),
  );
  await deps.documents.put(paper, file, { type: 'application/pdf' });
  log(LOG.PAPER_RENDERED, { paper, device: id });
}
