import type { DriveType } from './reading.ts';

/**
 * lshw does not tell whether a SATA disk turns, its model does. Whatever is not surely recognised stays
 * 'unknown': an SSD taken for a hard disk would be erased by a method that does not reach its spare cells.
 */
const SOLID = [
  /\bSSD/i,
  /SSD\d/i,
  /^(ATA )?(Crucial_)?CT\d+\w*(MX|BX|M5|SSD)/i,
  /^WDC WDS\d/i,
  /^(ATA )?SAMSUNG MZ/i,
  /^MZ[7-]/i,
  /^MTFD/i,
  /^TS\d+G(SSD|MTS|MSA)/i,
  /^SanDisk S[DS]/i,
  /^SDSSD/i,
  /^INTEL SSD/i,
  /^(KINGSTON )?S[AHVU]\d{2,3}/i,
  /^THNS/i,
  /^LITEON/i,
  /^SK ?hynix S[CH]/i,
  /^HFS\d/i,
];
const TURNING = [
  /^ST\d{2,}/i,
  /^(WDC )?WD\d{2,}/i,
  /^(HGST )?H[TDU][STACE]\d{4}/i,
  /^(Hitachi )?H[DT][STP]\d{4}/i,
  /^HITACHI/i,
  /^HGST/i,
  /^SAMSUNG (H[A-Z]\d{3}|SP\d|S[PV]\d)/i,
  /^TOSHIBA (MK|MQ|DT|HD)/i,
  /^(MK|MQ|DT)\d{2}/i,
  /^FUJITSU M/i,
  /^MAXTOR/i,
  /^IBM-D/i,
];

/** The type of a drive on ATA or SCSI by its model, or 'unknown'. */
export function driveTypeOfModel(model: string | undefined): DriveType {
  if (model === undefined) return 'unknown';
  if (SOLID.some((pattern) => pattern.test(model))) return 'ssd';
  return TURNING.some((pattern) => pattern.test(model)) ? 'hdd' : 'unknown';
}
