package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

// service is the sandbox's own service of one cloud, which the test serves over HTTP: the rules of the cloud are there, and
// only there.
type service struct{ address string }

// refusal is what the service answers instead of a result; its text is that of the provider's client.
type refusal struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (r refusal) Error() string { return r.Message }

// isRefusal tells whether an error is the service's refusal with one of the codes.
func isRefusal(err error, codes ...string) bool {
	var refused refusal
	if !errors.As(err, &refused) {
		return false
	}
	for _, code := range codes {
		if refused.Code == code {
			return true
		}
	}
	return false
}

// call calls one function of the service and yields its result; found is false where the result is undefined.
func call[T any](s service, function string, arguments ...any) (result T, found bool, err error) {
	if arguments == nil {
		arguments = []any{}
	}
	body, err := json.Marshal(arguments)
	if err != nil {
		return result, false, err
	}
	response, err := http.Post(s.address+"/"+function, "application/json", bytes.NewReader(body))
	if err != nil {
		return result, false, err
	}
	defer response.Body.Close()
	var answer struct {
		Result *T
		Error  *refusal
	}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		return result, false, fmt.Errorf("%s: the service's answer cannot be read: %w", function, err)
	}
	switch {
	case answer.Error != nil:
		return result, false, *answer.Error
	case answer.Result == nil:
		return result, false, nil
	default:
		return *answer.Result, true, nil
	}
}
