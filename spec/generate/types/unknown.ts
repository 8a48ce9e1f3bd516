import ts from 'typescript'

/** Name of the type of a discriminant that these types don't know yet. */
export const UNKNOWN_VALUE = 'UnknownValue'
/** Name of the type of an event of such a type. */
export const UNKNOWN_EVENT = 'UnknownEvent'

/**
 * Written once at the head of the generated file. TypeScript narrows a union only by discriminants that are comparable to
 * no other, and every string type is comparable to a literal: so an unknown value is typed as a branded literal of its own.
 */
export const unknownTypes = `
/** Some string that is newer than these types. No known literal narrows to it: \`switch\` leaves it to \`default\`. */
export type ${UNKNOWN_VALUE} = "a value newer than these types" & {
    readonly unknownValue: true;
};
/** An event of a type newer than these types. */
export type ${UNKNOWN_EVENT} = Omit<components["schemas"]["InvoiceCreatedEvent"], "type" | "data"> & {
    type: ${UNKNOWN_VALUE};
    data: {
        [key: string]: unknown;
    };
};
`.trim()

export const reference = (name: string): ts.TypeReferenceNode => ts.factory.createTypeReferenceNode(name)
