import type { DocumentedPage } from './documented-case.ts';

/** Real and imaginary part of what the page gives, which writes more digits than a number has. */
const parts = (page: string, call: string, real: number, imaginary: number): DocumentedPage => ({
  page,
  data: [],
  cases: [
    [`=IMREAL(${call})`, real],
    [`=IMAGINARY(${call})`, imaginary],
  ],
});

export const complexPages: readonly DocumentedPage[] = [
  parts('IMCOS', 'IMCOS("1+i")', 0.83373003, -0.98889771),
  parts('IMCOSH', 'IMCOSH("4+3i")', -27.0349456, 3.85115333),
  parts('IMCOT', 'IMCOT("4+3i")', 0.00490118, -0.99926693),
  parts('IMCSC', 'IMCSC("4+3i")', -0.07548983, 0.06487747),
  parts('IMCSCH', 'IMCSCH("4+3i")', -0.03627589, -0.00517447),
  parts('IMEXP', 'IMEXP("1+i")', 1.46869394, 2.28735529),
  parts('IMLN', 'IMLN("3+4i")', 1.60943791, 0.92729522),
  parts('IMLOG10', 'IMLOG10("3+4i")', 0.69897, 0.4027192),
  parts('IMLOG2', 'IMLOG2("3+4i")', 2.32192809, 1.33780421),
  parts('IMPOWER', 'IMPOWER("2+3i",3)', -46, 9),
  parts('IMSEC', 'IMSEC("4+3i")', -0.06529403, -0.07522496),
  parts('IMSECH', 'IMSECH("4+3i")', -0.0362535, -0.00516434),
  parts('IMSIN', 'IMSIN("4+3i")', -7.61923172, -6.54812004),
  parts('IMSINH', 'IMSINH("4+3i")', -27.01681326, 3.85373804),
  parts('IMSQRT', 'IMSQRT("1+i")', 1.09868411, 0.45508986),
  parts('IMTAN', 'IMTAN("4+3i")', 0.00490826, 1.00070954),
];
