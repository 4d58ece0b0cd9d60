// Package java stands in for the module that converts examples to Java, which the bridge imports and we never call.
package java

import (
	"errors"

	"github.com/hashicorp/hcl/v2"
)

// GenerateProgram fails.
func GenerateProgram(any) (map[string][]byte, hcl.Diagnostics, error) {
	return nil, nil, errors.New("examples are not converted to Java here")
}
