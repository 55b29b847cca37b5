interface Remarked {
  readonly leftOut: number;
  readonly refused: number;
  readonly slips: number;
}

/** "2 stay here · 1 can’t be sent · 3 worth a second look". */
export function sendRemarks({ leftOut, refused, slips }: Remarked): string {
  const remarks = [
    leftOut > 0 ? `${leftOut} ${leftOut === 1 ? 'stays' : 'stay'} here` : '',
    refused > 0 ? `${refused} can’t be sent` : '',
    slips > 0 ? `${slips} worth a second look` : '',
  ];
  return remarks.filter((remark) => remark !== '').join(' · ');
}
