/** [V39] The steps that are work at a site or for a project; E-Rate's own steps and closing run beside them. */
export const stepsInOrder: readonly string[] = ['M20', 'M30', 'M40', 'M50', 'M60', 'M65', 'M70'];
