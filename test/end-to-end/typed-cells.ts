/** What a person types for a new site. */
export function typedSite(code: string, name: string): Record<string, string> {
  return {
    code,
    name,
    type: 'High',
    erateClass: 'School',
    region: 'North',
    boardDistrict: '1',
    street: '2 Elm Street',
    city: 'Cedar Basin',
    state: 'CA',
    zip: '90002',
    status: 'Active',
  };
}
