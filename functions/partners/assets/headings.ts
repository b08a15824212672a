import type { AssetField } from './asset.ts';

/**
 * What companies call the columns, the surest name first. Written as `plain` leaves them: lower case, letters and
 * digits only. Korean and English; eReuse's and Snipe-IT's exports; the Spanish of eReuse's own example.
 */
export const HEADINGS: Readonly<Record<AssetField, readonly string[]>> = {
  assetTag: [
    ...[
      '관리번호',
      '자산번호',
      '자산관리번호',
      '자산코드',
      '물품관리번호',
      '물품번호',
      '장비번호',
      '기기번호',
    ],
    ...['고유번호', '식별번호', '자산태그', '관리코드', '자산no', '관리no', '바코드'],
    ...['assettag', 'assetnumber', 'assetno', 'assetid', 'assetcode', 'inventorynumber', 'inventoryno'],
    ...['inventoryid', 'tag', 'tagnumber', 'barcode', 'dhid', 'placeholderidinternal', 'numerodeinventario'],
  ],
  serial: [
    ...[
      '시리얼',
      '시리얼번호',
      '시리얼넘버',
      '시리얼no',
      '제조번호',
      '일련번호sn',
      '제품일련번호',
      '제조일련번호',
    ],
    ...[
      '기기일련번호',
      '본체시리얼',
      '본체시리얼번호',
      'deviceserialnumber',
      'serialnumber',
      'serial',
      'serialno',
    ],
    ...['sn', 'sno', 'servicetag', '서비스태그', '일련번호', 'numerodeserie', 'placeholderserialnumber'],
  ],
  kind: [
    ...[
      '종류',
      '기기종류',
      '장비종류',
      '자산종류',
      '품종',
      '기기유형',
      '장비유형',
      '유형',
      '자산분류',
      '분류',
    ],
    ...['품목', '품명', '물품명', '물품분류', '자산구분', '장비구분', '기기구분', '구분', '카테고리'],
    ...['devicetype', 'assettype', 'kind', 'category', 'assetcategory', 'devicechassis', 'formfactor'],
    ...['equipmenttype', 'itemtype', 'type', 'tipo', 'placeholdertype'],
  ],
  maker: [
    ...['제조사', '제조사명', '제조회사', '제조업체', '메이커', '브랜드', '제작사', '생산자'],
    ...['devicemanufacturer', 'manufacturer', 'maker', 'make', 'brand', 'vendor', 'marca', 'fabricante'],
    ...['placeholdermanufacturer'],
  ],
  model: [
    ...['모델명', '모델', '기종', '규격모델', '모델번호', '제품명', '모델코드'],
    ...['devicemodel', 'modelname', 'model', 'modelno', 'modelnumber', 'productname', 'product', 'modelo'],
    ...['placeholdermodel'],
  ],
  cpu: [
    ...['cpu', '씨피유', '프로세서', '중앙처리장치', 'cpu모델', 'cpu사양', 'processor', 'processormodel'],
    ...['cpumodel', 'cputype', 'procesador'],
  ],
  memory: [
    ...['메모리', '램', '메모리용량', '램용량', '주기억장치', 'memory', 'ram', 'rammb', 'ramgb', 'memorymb'],
    ...['memorygb', 'memorysize', 'ramsize', 'installedmemory'],
  ],
  disk: [
    ...[
      '저장장치',
      '디스크',
      '하드',
      '하드디스크',
      '하드용량',
      '저장용량',
      '디스크용량',
      '보조기억장치',
      'ssd',
      'hdd',
    ],
    ...['hddssd', 'ssdhdd', 'disk', 'disksize', 'storage', 'storagesize', 'harddisk', 'harddrive', 'drive'],
    ...['datastoragesizemb'],
  ],
  mac: ['mac주소', '맥주소', 'mac', 'macaddress', 'maceth0', 'lanmac', 'ethernetmac'],
  acquired: [
    ...['구입일', '구입일자', '구매일', '구매일자', '취득일', '취득일자', '도입일', '도입일자', '구입년도'],
    ...['구입연도', '구매연도', '구매년도', '취득연도', '취득년도', '도입연도', '도입년도', '연식', '년식'],
    ...['제조년도', '제조연도', '제조년월', '제조연월', '제조일', '제조일자', '구입시기', '도입시기'],
    ...['purchasedate', 'datepurchased', 'purchased', 'dateofpurchase', 'acquisitiondate', 'acquired'],
    ...['purchaseyear', 'yearofpurchase', 'manufactureyear', 'yearofmanufacture', 'modelyear', 'year'],
  ],
  condition: [
    ...['상태', '기기상태', '자산상태', '장비상태', '물품상태', '외관상태', '작동상태', '외관', '등급'],
    ...['condition', 'physicalstate', 'devicestatus', 'assetstatus', 'status', 'state', 'grade'],
  ],
  quantity: [
    '수량',
    '대수',
    '개수',
    '갯수',
    '보유수량',
    '기부수량',
    'quantity',
    'qty',
    'count',
    'units',
    'pieces',
  ],
  note: [
    ...['비고', '메모', '참고', '참고사항', '특이사항', '기타', '설명', '내용'],
    ...['assetnotes', 'notes', 'note', 'remarks', 'remark', 'comment', 'comments', 'placeholderinfo'],
  ],
};

/** Words that add nothing to a heading: `Device Serial No.` is `Serial No.`. */
const QUALIFIERS = /^(기기|장비|제품|물품|자산|본체|pc|컴퓨터|device|asset|item|equipment|hardware|computer)/;

/** A heading as it is compared: `Serial No. (S/N)` → `serialno`, `메모리 용량(GB)` → `메모리용량`. */
export function plain(heading: string): string {
  const whole = letters(heading);
  const outside = letters(heading.replace(/[([{（].*?[)\]}）]/g, ' '));
  return outside === '' ? whole : outside;
}

/** The heading without the word for the thing itself. */
export function unqualified(name: string): string {
  return name.replace(QUALIFIERS, '');
}

function letters(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]/gu, '');
}
