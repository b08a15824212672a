import type { DriveFacts, NvmeFacts, ScsiFacts, SmartAttribute } from './drive-facts.ts';
import type { DriveType, Health } from './reading.ts';

export interface Verdict {
  health: Health;
  reasons: string[];
}

interface Finding {
  health: 'worn' | 'failing';
  reason: string;
}

/**
 * Backblaze, "Hard Drive SMART Stats" (2014) and "What SMART Stats Tell Us About Hard Drives" (2016): the raw
 * values of 5, 187, 188, 197 and 198 foretell failure (one was above zero on 76.7 % of failed drives and on
 * 4.2 % of working ones); 187 above zero means replacement. Google's "Failure Trends in a Large Disk Drive
 * Population" (FAST 2007) agrees: after the first scan error (197, 198) a drive is 39 times likelier to fail
 * within 60 days, after the first reallocation 14 times. So: data already lost is failing; sectors that
 * were replaced in time are worn while few. The bounds of "few" are the first buckets of the 2014 study.
 * A drive given to a home has nobody who watches it, so the doubt goes against the drive.
 */
const FEW_REALLOCATED = 4;
const FEW_TIMEOUTS = 13;
/** NVMe 2.0 §5.16.1.3: 100 is the estimated endurance, no failure; a fifth of it would not last a warranty. */
const ENDURANCE_WORN = 80;

/** Judges a drive from what smartctl read; `unknown` when nothing was read that could prove health. */
export function judgeHealth(facts: DriveFacts): Verdict {
  const findings = [
    ...ofVerdict(facts),
    ...facts.attributes.flatMap((attribute) => ofAttribute(attribute, facts.type)),
    ...(facts.nvme ? ofNvme(facts.nvme) : []),
    ...(facts.scsi ? ofScsi(facts.scsi) : []),
  ];
  const reasons = [...new Set(findings.map((finding) => finding.reason))];
  if (findings.some((finding) => finding.health === 'failing')) return { health: 'failing', reasons };
  if (findings.length > 0) return { health: 'worn', reasons };
  // The drive's own "passed" alone is no proof of health.
  if (facts.attributes.length === 0 && !facts.nvme && !facts.scsi) {
    return { health: 'unknown', reasons: ['NO_HEALTH_DATA'] };
  }
  return { health: 'good', reasons: [] };
}

function ofVerdict({ passed, exitStatus, failedSelfTests }: DriveFacts): Finding[] {
  const findings: Finding[] = [];
  // smartctl(8): bit 3 SMART status is failing, 4 a prefail attribute at its threshold, 5 some attribute was.
  if (passed === false || exitStatus & 8)
    findings.push({ health: 'failing', reason: 'SELF_ASSESSMENT_FAILED' });
  if (exitStatus & 16) findings.push({ health: 'failing', reason: 'PREFAIL_THRESHOLD_REACHED' });
  if (exitStatus & 32) findings.push({ health: 'worn', reason: 'THRESHOLD_REACHED' });
  if (failedSelfTests > 0)
    findings.push({ health: 'failing', reason: `SELF_TEST_FAILED:${failedSelfTests}` });
  return findings;
}

function ofAttribute(attribute: SmartAttribute, type: DriveType): Finding[] {
  const { id, raw, value, threshold } = attribute;
  const findings: Finding[] = [];
  const below =
    value !== undefined && threshold !== undefined && threshold > 0 && value > 0 && value <= threshold;
  if (attribute.failed === 'now' || below) {
    findings.push({ health: attribute.prefailure ? 'failing' : 'worn', reason: `BELOW_THRESHOLD:${id}` });
  } else if (attribute.failed === 'past')
    findings.push({ health: 'worn', reason: `BELOW_THRESHOLD_BEFORE:${id}` });
  const found = ofCounter(attribute, type);
  if (raw > 0 && found) findings.push({ ...found, reason: `${found.reason}:${raw}` });
  // 202 and 231 mean other things on other drives: only the name tells that it is the life left.
  const life = /^(SSD_Life_Left|Percent_Lifetime_Remain|Media_Wearout_Indicator|Wear_Leveling_Count)$/i;
  if (value !== undefined && value > 0 && value <= 100 - ENDURANCE_WORN && life.test(attribute.name)) {
    findings.push({ health: 'worn', reason: `LIFE_LEFT:${value}` });
  }
  return findings;
}

function ofCounter({ id, raw }: SmartAttribute, type: DriveType): Finding | undefined {
  switch (id) {
    case 5:
      // On flash these are blocks retired against a reserve: wear, until the threshold says otherwise.
      return {
        health: raw > FEW_REALLOCATED && type !== 'ssd' ? 'failing' : 'worn',
        reason: 'REALLOCATED_SECTORS',
      };
    case 187:
      return { health: 'failing', reason: 'REPORTED_UNCORRECTABLE' };
    case 188:
      return { health: raw > FEW_TIMEOUTS ? 'failing' : 'worn', reason: 'COMMAND_TIMEOUTS' };
    case 197:
      return { health: 'failing', reason: 'PENDING_SECTORS' };
    case 198:
      return { health: 'failing', reason: 'OFFLINE_UNCORRECTABLE' };
    default:
      return undefined;
  }
}

function ofNvme(nvme: NvmeFacts): Finding[] {
  const findings: Finding[] = [];
  const { criticalWarning: warning, availableSpare: spare, spareThreshold: least } = nvme;
  if (warning > 0) {
    // Bits 0 spare too low, 2 reliability degraded, 3 read-only: failing; 1 is heat, 4 and 5 the memory backup.
    const reason = `CRITICAL_WARNING:0x${warning.toString(16).padStart(2, '0')}`;
    findings.push({ health: warning & 0b1101 ? 'failing' : 'worn', reason });
  }
  if (spare !== undefined && least !== undefined && spare < least) {
    findings.push({ health: 'failing', reason: `AVAILABLE_SPARE:${spare}` });
  }
  if (nvme.mediaErrors) findings.push({ health: 'failing', reason: `MEDIA_ERRORS:${nvme.mediaErrors}` });
  return [...findings, ...ofEndurance(nvme.percentageUsed)];
}

function ofScsi({ grownDefects, uncorrectedErrors, percentageUsed }: ScsiFacts): Finding[] {
  const findings: Finding[] = [];
  // The grown defect list is SCSI's list of reallocated sectors.
  if (grownDefects) {
    const health = grownDefects > FEW_REALLOCATED ? 'failing' : 'worn';
    findings.push({ health, reason: `GROWN_DEFECTS:${grownDefects}` });
  }
  if (uncorrectedErrors)
    findings.push({ health: 'failing', reason: `UNCORRECTED_ERRORS:${uncorrectedErrors}` });
  return [...findings, ...ofEndurance(percentageUsed)];
}

function ofEndurance(used: number | undefined): Finding[] {
  if (used === undefined || used < ENDURANCE_WORN) return [];
  return [{ health: 'worn', reason: `PERCENTAGE_USED:${used}` }];
}
